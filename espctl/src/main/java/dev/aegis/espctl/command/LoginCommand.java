package dev.aegis.espctl.command;

import dev.aegis.espctl.account.LogIn;
import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "login",
        description = "save the access key for a build server",
        footer = {
            "",
            "Examples:",
            "  espctl login --token KEY --server https://build.example.org",
            "  espctl login --token - < key.txt       keeps the key out of the shell's history",
            "  espctl login --trust-machine ID        use only build machines that you trusted this way"
        })
final class LoginCommand extends Verb {
    private static final int LONGEST_KEY = 8192;

    @Option(names = "--token", paramLabel = "KEY", description = "the access key, or - to read it from stdin")
    private @Nullable String token;

    @Option(
            names = {"--server", "--remote"},
            paramLabel = "URL",
            description = "the build server; default: the configured one")
    private @Nullable String server;

    @Option(
            names = "--trust-machine",
            paramLabel = "ID",
            description = "trust this build machine; then only trusted ones are used at this server")
    private @Nullable String machine;

    LoginCommand(Actions actions, Console console) {
        super(actions, console);
    }

    private record Trusted(String server, String machine) {}

    @Override
    ExitCode run(Screen screen) {
        if (token == null && machine == null) {
            throw new Failure(
                    ExitCode.USAGE, "key_not_given", "there is no access key", "espctl login --token KEY --server URL");
        }
        if (token != null) {
            LogIn.LoggedIn done = actions().logIn().run(token.equals("-") ? fromStdin() : token, server);
            String text = "logged in to " + done.server() + (done.userId() == null ? "" : " as " + done.userId())
                    + "\nthe key is in " + done.credentials() + "\n"
                    + (done.warning() == null ? "" : "warning: " + done.warning() + "\n");
            screen.answer(done, text);
        }
        if (machine != null) {
            String at = actions().logIn().trustMachine(machine, server);
            screen.answer(new Trusted(at, machine), "trusted machines at " + at + ": " + machine);
        }
        return ExitCode.DONE;
    }

    private String fromStdin() {
        try {
            return new String(console().stdin().readNBytes(LONGEST_KEY), StandardCharsets.UTF_8).strip();
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.USAGE,
                    "stdin_unreadable",
                    "cannot read the access key from stdin: " + IoReason.of(broken),
                    null,
                    broken);
        }
    }
}
