package dev.aegis.espctl.command;

import dev.aegis.espctl.account.WhoIs;
import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.AccountText;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "whoami",
        description = "show the build server, and the owner, quota and expiry of the access key",
        footer = {"", "Example:", "  espctl whoami"})
final class WhoamiCommand extends Verb {
    @Option(
            names = {"--server", "--remote"},
            paramLabel = "URL",
            description = "the build server; default: the configured one")
    private @Nullable String server;

    WhoamiCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        WhoIs.Owner owner = actions().whoIs().run(server);
        screen.answer(owner, AccountText.owner(owner));
        return ExitCode.DONE;
    }
}
