package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.inspect.SizeAnswer;
import dev.aegis.espctl.inspect.SizeText;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "size",
        description = "show the size of a build, and the difference to the previous one",
        footer = {
            "",
            "Examples:",
            "  espctl size                            the newest successful build",
            "  espctl size --components               with the size of each component",
            "  espctl size --files --json             every object file, for a script",
            "  espctl size --diff TASK                the difference to any other build"
        })
final class SizeCommand extends Verb {
    @Mixin
    private TaskChoice choice = new TaskChoice();

    @ArgGroup
    private @Nullable Level level;

    @Option(names = "--diff", paramLabel = "TASK", description = "the build of this project to compare with")
    private @Nullable String other;

    static final class Level {
        @Option(names = "--components", description = "list what each component takes")
        private boolean components;

        @Option(names = "--files", description = "list what each object file takes")
        private boolean files;
    }

    SizeCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        SizeAnswer answer =
                actions().measureSize().run(choice.succeeded(actions()).taskId(), detail(), other);
        screen.answer(answer, SizeText.of(answer));
        return ExitCode.DONE;
    }

    private SizeAnswer.Detail detail() {
        if (level != null && level.files) {
            return SizeAnswer.Detail.FILES;
        }
        return level != null && level.components ? SizeAnswer.Detail.COMPONENTS : SizeAnswer.Detail.SUMMARY;
    }
}
