package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.command.tree.BashCompletion;
import dev.aegis.espctl.command.tree.CommandNode;
import dev.aegis.espctl.command.tree.FishCompletion;
import dev.aegis.espctl.command.tree.ZshCompletion;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        description = "print a script that lets the shell complete verbs, options and their values",
        footer = {
            "",
            "Examples:",
            "  source <(espctl completion bash)                               a line for ~/.bashrc",
            "  source <(espctl completion zsh)                                for ~/.zshrc, below compinit",
            "  espctl completion fish > ~/.config/fish/completions/espctl.fish",
        })
final class CompletionCommand extends Verb {
    private final Supplier<CommandNode> tree;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish")
    private Shell shell = Shell.bash;

    CompletionCommand(Actions actions, Console console, Supplier<CommandNode> tree) {
        super(actions, console);
        this.tree = tree;
    }

    /// Lower case, as the user types it.
    enum Shell {
        bash,
        zsh,
        fish
    }

    private record Completion(String shell, String script) {}

    @Override
    ExitCode run(Screen screen) {
        CommandNode espctl = tree.get();
        String script = switch (shell) {
            case bash -> BashCompletion.script(espctl);
            case zsh -> ZshCompletion.script(espctl);
            case fish -> FishCompletion.script(espctl);
        };
        screen.answer(new Completion(shell.name(), script), script);
        return ExitCode.DONE;
    }
}
