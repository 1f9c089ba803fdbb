package dev.aegis.espctl.output;

import dev.aegis.espctl.skills.AgentSkill;
import dev.aegis.espctl.skills.ManageSkills;
import java.util.List;

/// Text for people about Agent Skills.
public final class SkillText {
    private SkillText() {}

    public static String list(List<AgentSkill> skills) {
        StringBuilder text = new StringBuilder();
        skills.forEach(skill -> text.append("%-18s %s%n".formatted(skill.name(), skill.description())));
        return text.append("\nespctl skills install writes them for the AI agents found here\n")
                .toString();
    }

    public static String changes(List<ManageSkills.Change> changes, boolean dryRun) {
        StringBuilder text = new StringBuilder();
        boolean kept = false;
        for (ManageSkills.Change change : changes) {
            text.append("%-9s %s%n".formatted(change.outcome(), TerminalSafe.text(change.file())));
            kept |= change.outcome().equals("kept");
        }
        if (kept) {
            text.append("kept: edited since, or not written by espctl; --force replaces or removes it\n");
        }
        return text.append(dryRun ? "nothing was written: this is a dry run\n" : "")
                .toString();
    }
}
