package dev.aegis.agent;

import dev.aegis.agent.server.ServerException;
import dev.aegis.agent.server.ServerLink;
import dev.aegis.agent.store.StoreCommand;
import dev.aegis.peer.LinkException;
import dev.aegis.settings.CommandLine;
import dev.aegis.settings.SettingsException;
import dev.aegis.settings.SettingsText;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// The program `aegis-agent`.
public final class Main {
    private static final String USAGE = """
        usage: aegis-agent [run] [SETTINGS]         take jobs from the build server until SIGTERM
               aegis-agent store COMMAND [SETTINGS]  look after the installed ESP-IDF versions
               aegis-agent enrol [--renew] [SETTINGS]
                             enrol with the build server and pin its grant keys; --renew accepts new ones.
                             Stop the running agent first
               aegis-agent --help | --version
        """;

    private static final String EXIT_CODES = """

        The first SIGTERM drains: no new job, running builds end, then exit 0. The second stops at once.
        exit codes: 0 done, 1 failed, 2 wrong usage or settings, 3 no store, 4 refused by the build server
        """;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    Main(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new Main(System.getenv(), out, err).run(List.of(arguments)).code());
    }

    ExitCode run(List<String> arguments) {
        try {
            return run(CommandLine.parse(AgentDeclarations.ALL, arguments));
        } catch (Exception failure) {
            return ExitMessage.of(failure).print(err);
        }
    }

    private ExitCode run(CommandLine line) throws ServerException, LinkException, InterruptedException {
        if (line.hasAny("--help", "-h")) {
            out.print(line.hasAny("store") ? StoreCommand.HELP : help());
            return ExitCode.DONE;
        }
        if (line.hasAny("--version")) {
            out.println("aegis-agent " + Version.text());
            return ExitCode.DONE;
        }
        List<String> words = line.words();
        String command = words.isEmpty() || words.getFirst().startsWith("-") ? "run" : words.getFirst();
        List<String> rest =
                words.isEmpty() || !words.getFirst().equals(command) ? words : words.subList(1, words.size());
        return switch (command) {
            case "run" -> runMachine(settings(line, rest));
            case "store" -> runStore(line, rest);
            case "enrol" -> enrol(line, rest);
            default -> throw new SettingsException("unknown command '" + command + "'");
        };
    }

    private ExitCode runMachine(AgentSettings settings) throws ServerException, LinkException, InterruptedException {
        StopRequest stopping = StopRequest.onSignals();
        try (BuildMachine machine = new BuildMachine(settings, Clock.systemUTC(), new SecureRandom())) {
            machine.start(out);
            stopping.started();
            stopping.await();
            machine.drain();
        } catch (InterruptedException stopped) {
            if (!stopping.isWanted()) {
                throw stopped;
            }
        }
        return ExitCode.DONE;
    }

    private ExitCode runStore(CommandLine line, List<String> words) {
        Path store = AgentSettings.store(line.files(), environment, line.flags());
        return new StoreCommand(store, out).run(words) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private ExitCode enrol(CommandLine line, List<String> words) throws ServerException, InterruptedException {
        boolean renew = words.equals(List.of("--renew"));
        AgentSettings settings = settings(line, renew ? List.of() : words);
        try (ServerLink server = BuildMachine.linkOnly(settings, Clock.systemUTC(), new SecureRandom())) {
            out.println(server.enrol(renew));
        }
        return ExitCode.DONE;
    }

    private AgentSettings settings(CommandLine line, List<String> unknown) {
        return AgentSettings.read(line.files(), environment, line.flagsAnd(unknown), Host.here());
    }

    private static String help() {
        return USAGE + SettingsText.help(AgentDeclarations.ALL) + EXIT_CODES;
    }
}
