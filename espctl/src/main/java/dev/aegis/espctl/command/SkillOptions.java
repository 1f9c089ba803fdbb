package dev.aegis.espctl.command;

import dev.aegis.espctl.skills.ManageSkills;
import dev.aegis.espctl.skills.SkillAgent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The options of `skills install` and `skills uninstall`.
final class SkillOptions {
    @Parameters(paramLabel = "SKILL", arity = "0..*", description = "default: all")
    private List<String> skills = new ArrayList<>();

    @Option(
            names = "--agent",
            paramLabel = "AGENT",
            split = ",",
            completionCandidates = Agents.class,
            description = "claude-code, agents (the shared .agents folder), cursor or copilot; default: those found")
    private List<String> agents = new ArrayList<>();

    @Option(names = "--in-project", description = "the project's folders, which may be committed, not the user's")
    private boolean inProject;

    @Option(
            names = {"-C", "--project"},
            paramLabel = "DIR",
            description = "the project's folder; default: the working folder")
    private @Nullable Path project;

    @Option(names = "--folder", paramLabel = "DIR", description = "this folder of skills, not those of the agents")
    private @Nullable Path folder;

    @Option(names = "--dry-run", description = "say what would happen, and write nothing")
    private boolean dryRun;

    @Option(names = "--force", description = "also files that were edited or that espctl did not write")
    private boolean force;

    /// Candidates for shell completion.
    static final class Agents implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return SkillAgent.words().iterator();
        }
    }

    List<String> skills() {
        return skills;
    }

    boolean dryRun() {
        return dryRun;
    }

    ManageSkills.Place place() {
        return new ManageSkills.Place(agents, inProject || project != null, project, folder, dryRun, force);
    }
}
