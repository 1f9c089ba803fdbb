package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.command.tree.CommandNode;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.output.SkillText;
import dev.aegis.espctl.skills.AgentSkill;
import dev.aegis.espctl.skills.AgentSkills;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

@Command(
        description = "list the Agent Skills that espctl brings",
        footer = {"", "Example:", "  espctl skills list"})
final class SkillsListCommand extends Verb {
    private final Supplier<CommandNode> tree;

    SkillsListCommand(Actions actions, Console console, Supplier<CommandNode> tree) {
        super(actions, console);
        this.tree = tree;
    }

    private record Skills(List<Named> skills) {}

    private record Named(String name, String description) {}

    @Override
    ExitCode run(Screen screen) {
        List<AgentSkill> skills = new AgentSkills(tree.get(), actions().version()).all();
        screen.answer(
                new Skills(skills.stream()
                        .map(skill -> new Named(skill.name(), skill.description()))
                        .toList()),
                SkillText.list(skills));
        return ExitCode.DONE;
    }
}
