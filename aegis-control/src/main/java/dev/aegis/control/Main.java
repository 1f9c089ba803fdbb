package dev.aegis.control;

import dev.aegis.settings.CommandLine;
import dev.aegis.settings.SettingsText;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The program `aegis-control`: reads its settings, starts the server, prints its address and serves until SIGTERM.
public final class Main {
    private static final String USAGE = """
        usage: aegis-control [SETTINGS]
               aegis-control --help | --version

        The build server: issues grants and introduces clients to build machines. It never sees a project.
        """;

    private static final String EXIT_CODES = """

        SIGTERM and SIGINT drain: open requests end, then exit 0.
        exit codes: 0 done, 1 cannot start, 2 wrong usage or settings
        """;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        ControlServer server;
        try {
            CommandLine line = CommandLine.parse(ControlDeclarations.ALL, List.of(arguments));
            if (line.hasAny("--help", "-h")) {
                System.out.print(USAGE + SettingsText.help(ControlDeclarations.ALL) + EXIT_CODES);
                return;
            }
            if (line.hasAny("--version")) {
                System.out.println("aegis-control " + Version.text());
                return;
            }
            server = ControlServer.start(
                    ControlSettings.read(line.files(), System.getenv(), line.flagsAnd(line.words())));
        } catch (RuntimeException failure) {
            System.exit(ExitMessage.of(failure).print(System.err));
            return;
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(server)));
        System.out.println("aegis-control listening on " + server.address());
        System.out.flush();
        new CountDownLatch(1).await();
    }

    // Without halt the JVM would exit with 143 after SIGTERM, which a service manager takes for a failure.
    private static void stop(ControlServer server) {
        int code = 0;
        try {
            server.close();
        } catch (RuntimeException bug) {
            code = ExitMessage.of(bug).print(System.err);
        }
        System.err.flush();
        Runtime.getRuntime().halt(code);
    }
}
