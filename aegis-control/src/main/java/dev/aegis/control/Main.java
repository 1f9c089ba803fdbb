package dev.aegis.control;

import dev.aegis.control.grant.SigningKeysException;
import dev.aegis.settings.Settings;
import dev.aegis.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// `aegis-control`: reads its settings, starts the server, says where it listens, and waits for its end.
public final class Main {
    private static final int WRONG_USAGE = 2;
    private static final int CANNOT_START = 1;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> words = List.of(arguments);
        if (words.contains("--help")) {
            System.out.print(help());
            return;
        }
        if (words.contains("--version")) {
            System.out.println("aegis-control " + Version.text());
            return;
        }
        ControlServer server = start(words);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(server)));
        System.out.println("aegis-control listening on " + server.address());
        System.out.flush();
        new CountDownLatch(1).await();
    }

    private static ControlServer start(List<String> words) {
        try {
            List<Path> files = new ArrayList<>();
            List<String> flags = withoutConfig(words, files);
            return ControlServer.start(ControlSettings.read(files, System.getenv(), flags));
        } catch (SettingsException wrong) {
            throw exit(WRONG_USAGE, wrong);
        } catch (SigningKeysException | IOException unlucky) {
            throw exit(CANNOT_START, unlucky);
        }
    }

    private static List<String> withoutConfig(List<String> words, List<Path> files) {
        List<String> flags = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("--config=")) {
                files.add(Path.of(word.substring("--config=".length())));
            } else if (!word.equals("--config")) {
                flags.add(word);
            } else if (i + 1 < words.size()) {
                files.add(Path.of(words.get(++i)));
            } else {
                throw new SettingsException("the flag --config wants a file");
            }
        }
        return flags;
    }

    private static RuntimeException exit(int code, Exception reason) {
        System.err.println("aegis-control: " + reason.getMessage());
        System.exit(code);
        return new IllegalStateException("the JVM goes on after its exit", reason);
    }

    // A JVM that SIGTERM ends would exit with 143; for the operator's service manager an orderly stop is 0.
    private static void stop(ControlServer server) {
        server.close();
        System.err.flush();
        Runtime.getRuntime().halt(0);
    }

    private static String help() {
        return """
                usage: aegis-control [--config FILE] [FLAG VALUE]...

                The build server: issues permissions, introduces clients to build machines, and never sees a project.
                Settings come from env files (--config, may be repeated), then the environment, then flags; each flag
                below is also a variable with the same name in upper case (--grant-ttl-secs is GRANT_TTL_SECS).

                """ + Settings.help(ControlKeys.ALL) + """

                  --config                     an env file, such as /etc/aegis/control.env
                  --help                       this text
                  --version                    the version
                """;
    }
}
