package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.command.tree.CommandNode;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.skills.AgentSkill;
import dev.aegis.espctl.skills.AgentSkills;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        description = "print one Agent Skill as its SKILL.md",
        footer = {"", "Example:", "  espctl skills show build-esp-idf"})
final class SkillsShowCommand extends Verb {
    private final Supplier<CommandNode> tree;

    @Parameters(paramLabel = "NAME", description = "such as build-esp-idf; list them: espctl skills list")
    private String name = "";

    SkillsShowCommand(Actions actions, Console console, Supplier<CommandNode> tree) {
        super(actions, console);
        this.tree = tree;
    }

    @Override
    ExitCode run(Screen screen) {
        AgentSkill skill = new AgentSkills(tree.get(), actions().version()).named(name);
        if (screen.mode() == Screen.Mode.JSON) {
            screen.answer(skill, skill.text());
        } else {
            screen.document(skill.text());
        }
        return ExitCode.DONE;
    }
}
