package dev.aegis.espctl.command;

import dev.aegis.espctl.account.LogOut;
import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "logout",
        description = "delete a saved access key",
        footer = {
            "",
            "Examples:",
            "  espctl logout                          at the server of the last login",
            "  espctl logout --server https://build.example.org"
        })
final class LogoutCommand extends Verb {
    @Option(
            names = {"--server", "--remote"},
            paramLabel = "URL",
            description = "the build server; default: that of the last login")
    private @Nullable String server;

    LogoutCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        LogOut.LoggedOut done = actions().logOut().run(server);
        screen.answer(done, "logged out of " + done.server());
        return ExitCode.DONE;
    }
}
