package dev.aegis.espctl.skills;

import dev.aegis.espctl.command.tree.CommandNode;
import dev.aegis.espctl.failure.Failure;
import java.util.List;

/// The Agent Skills that espctl brings. Each text is the resource `NAME.md` of this package.
public final class AgentSkills {
    private static final List<String> NAMES =
            List.of("build-esp-idf", "diagnose-build", "flash-and-monitor", "sdkconfig", "operate-aegis");

    private final CommandNode espctl;
    private final String version;

    /// @param espctl all verbs
    /// @param version of espctl
    public AgentSkills(CommandNode espctl, String version) {
        this.espctl = espctl;
        this.version = version;
    }

    public List<AgentSkill> all() {
        return NAMES.stream().map(this::read).toList();
    }

    /// @throws Failure exit code 10 when there is no such skill
    public AgentSkill named(String name) {
        if (!NAMES.contains(name)) {
            throw SkillManifest.unknown(name, NAMES, "espctl skills list");
        }
        return read(name);
    }

    private AgentSkill read(String name) {
        return AgentSkill.of(name, ManifestPage.resource(name + ".md"), espctl, version);
    }
}
