package dev.aegis.espctl.skills;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Writes Agent Skills into the folders of AI agents, and removes them.
public final class ManageSkills {
    private final Context context;
    private final AgentSkills skills;

    public ManageSkills(Context context, AgentSkills skills) {
        this.context = context;
        this.skills = skills;
    }

    /// Where to install, and how.
    ///
    /// @param agents names of agents; empty for those that are found
    /// @param inProject the project's folders, not the user's
    /// @param project the project; null for the working folder
    /// @param folder a folder of skills in place of the agents' own
    /// @param dryRun writes nothing
    /// @param force also replaces and removes files that were edited
    public record Place(
            List<String> agents,
            boolean inProject,
            @Nullable Path project,
            @Nullable Path folder,
            boolean dryRun,
            boolean force) {
        public Place {
            agents = List.copyOf(agents);
        }
    }

    /// One skill in one folder.
    ///
    /// @param outcome `written`, `updated`, `present`, `removed`, `absent`, or `kept`: edited since, or not written
    ///   by espctl
    public record Change(String skill, String file, String outcome) {
        Change(String skill, SkillFolder folder, SkillFolder.Outcome outcome) {
            this(skill, folder.file().toString(), outcome.name().toLowerCase(Locale.ROOT));
        }
    }

    /// @param names of skills; empty for all
    /// @throws Failure when no agent is found, or a file cannot be written
    public List<Change> install(List<String> names, Place place) {
        return each(names, place, (folder, skill) -> folder.install(skill, place.force(), !place.dryRun()));
    }

    /// @param names of skills; empty for all
    /// @throws Failure when no agent is found, or a file cannot be removed
    public List<Change> uninstall(List<String> names, Place place) {
        return each(names, place, (folder, _) -> folder.remove(place.force(), !place.dryRun()));
    }

    private List<Change> each(
            List<String> names, Place place, BiFunction<SkillFolder, AgentSkill, SkillFolder.Outcome> change) {
        List<Change> changes = new ArrayList<>();
        List<AgentSkill> wanted = wanted(names);
        for (Path folder : folders(place)) {
            for (AgentSkill skill : wanted) {
                SkillFolder own = new SkillFolder(folder, skill.name());
                changes.add(new Change(skill.name(), own, change.apply(own, skill)));
            }
        }
        return changes;
    }

    private List<AgentSkill> wanted(List<String> names) {
        return names.isEmpty()
                ? skills.all()
                : names.stream().distinct().map(skills::named).toList();
    }

    private Set<Path> folders(Place place) {
        if (place.folder() != null && (place.inProject() || !place.agents().isEmpty())) {
            throw new Failure(
                    ExitCode.USAGE,
                    "place_ambiguous",
                    "--folder names the folder of skills itself",
                    "give --folder or --agent, --in-project and --project, not both");
        }
        if (place.folder() != null) {
            return Set.of(context.resolve(place.folder()).normalize());
        }
        Path base = place.inProject() ? context.resolve(place.project()).normalize() : context.home();
        List<SkillAgent> agents = place.agents().isEmpty()
                ? SkillAgent.found(base, place.inProject())
                : place.agents().stream()
                        .map(agent -> SkillAgent.named(agent, place.inProject()))
                        .toList();
        if (agents.isEmpty()) {
            throw new Failure(
                    ExitCode.FAILED,
                    "no_agent_found",
                    "found no folder of an AI agent in " + base,
                    "name the agent: espctl skills install --agent NAME, one of "
                            + String.join(", ", SkillAgent.words()));
        }
        Set<Path> folders = new LinkedHashSet<>();
        agents.forEach(agent -> folders.add(agent.skills(base)));
        return folders;
    }
}
