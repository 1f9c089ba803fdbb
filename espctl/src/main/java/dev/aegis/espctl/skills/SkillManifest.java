package dev.aegis.espctl.skills;

import dev.aegis.espctl.command.tree.CommandNode;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.suggestion.ClosestName;
import java.util.List;

/// What espctl can do, one entry for each verb. Its JSON form is described by `manifest.schema.json`.
///
/// @param skillsSpecVersion the version of this form
/// @param tool the program's name
/// @param version the program's version
/// @param skills one entry for each verb, in the order of the help
public record SkillManifest(int skillsSpecVersion, String tool, String version, List<Capability> skills) {
    private static final int SPEC_VERSION = 1;

    public SkillManifest {
        skills = List.copyOf(skills);
    }

    /// One verb.
    ///
    /// @param name its words joined by dots, such as `firmware.download`
    /// @param command its words as they are typed
    /// @param description one line
    /// @param arguments in their order
    /// @param options sorted by name
    /// @param examples commands, each with an explanation
    public record Capability(
            String name,
            String command,
            String description,
            List<CommandArgument> arguments,
            List<CommandOption> options,
            List<String> examples) {
        public Capability {
            arguments = List.copyOf(arguments);
            options = List.copyOf(options);
            examples = List.copyOf(examples);
        }
    }

    /// @param name such as `TASK`
    /// @param required whether it must be given
    /// @param repeatable whether it may be given several times
    /// @param description one line
    public record CommandArgument(String name, boolean required, boolean repeatable, String description) {}

    /// @param names such as `-t` and `--target`
    /// @param value the name of its value; empty for a switch
    /// @param description one line
    public record CommandOption(List<String> names, String value, String description) {}

    /// @param espctl all verbs
    /// @param version of espctl
    public static SkillManifest of(CommandNode espctl, String version) {
        return new SkillManifest(
                SPEC_VERSION,
                espctl.name(),
                version,
                espctl.all()
                        .filter(CommandNode::isVerb)
                        .map(SkillManifest::capability)
                        .toList());
    }

    /// Returns the manifest with one entry.
    ///
    /// @param name of the entry, with dots or with blanks between its words
    /// @throws Failure exit code 10 when there is no such entry
    public SkillManifest only(String name) {
        String dotted = name.strip().replaceFirst("^" + tool + "[ .]", "").replace(' ', '.');
        List<Capability> named =
                skills.stream().filter(skill -> skill.name().equals(dotted)).toList();
        if (named.isEmpty()) {
            throw unknown(name, skills.stream().map(Capability::name).toList(), "espctl skills");
        }
        return new SkillManifest(skillsSpecVersion, tool, version, named);
    }

    static Failure unknown(String name, List<String> known, String listing) {
        return new Failure(
                ExitCode.UNKNOWN_SKILL,
                "skill_unknown",
                "there is no skill '" + name.replaceAll("\\p{Cntrl}", "?") + "'",
                ClosestName.of(name, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("list them: " + listing));
    }

    private static Capability capability(CommandNode verb) {
        return new Capability(
                verb.path().substring(verb.path().indexOf(' ') + 1).replace(' ', '.'),
                verb.path(),
                verb.summary(),
                verb.arguments().stream()
                        .map(argument -> new CommandArgument(
                                argument.label(), argument.needed(), argument.many(), argument.description()))
                        .toList(),
                verb.options().stream()
                        .map(option -> new CommandOption(option.names(), option.label(), option.description()))
                        .toList(),
                verb.examples());
    }
}
