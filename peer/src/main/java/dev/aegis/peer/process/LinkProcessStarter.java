package dev.aegis.peer.process;

import dev.aegis.peer.LinkException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Starts link processes.
final class LinkProcessStarter {
    private static final int START_MILLIS = 30_000;

    /// Environment variables that the process gets. The others may hold secrets.
    private static final Set<String> KEPT_VARIABLES = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ");

    /// While the program drains, its links must stay open, so only the end of the pipe ends the process.
    /// A terminal signals the program's whole process group: `setsid` gives the process its own session.
    /// A service supervisor signals every process of the service: `env` makes it ignore these signals,
    /// and a JVM keeps them ignored. Both tools replace themselves by the JVM, so the process id stays.
    private static final List<String> SHIELDED = List.of("setsid", "env", "--ignore-signal=HUP,INT,TERM");

    private final LinkProcessOptions options;

    LinkProcessStarter(LinkProcessOptions options) {
        this.options = options;
    }

    LinkProcess start(Runnable onIdle) throws LinkException {
        try {
            Path directory = Files.createTempDirectory(options.temporary(), "aegis-link");
            Path socket = directory.resolve("s");
            try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(socket));
                return start(server, socket, onIdle);
            } finally {
                Files.deleteIfExists(socket);
                Files.deleteIfExists(directory);
            }
        } catch (IOException failed) {
            throw unavailable(failed.toString(), failed);
        }
    }

    private LinkProcess start(ServerSocketChannel server, Path socket, Runnable onIdle)
            throws IOException, LinkException {
        Process process = onPlatformThread(command(socket));
        var output = new ChildOutput();
        try (Selector selector = Selector.open()) {
            Thread.ofPlatform().daemon().name("link-process-output").start(() -> {
                output.readAll(process.getInputStream());
                selector.wakeup();
            });
            var running = new LinkProcess(process, new Pipe(accept(server, selector)), output, onIdle);
            running.start();
            return running;
        } catch (IOException failed) {
            process.destroyForcibly();
            throw unavailable(failed.getMessage() + " " + output.tail(), failed);
        }
    }

    /// Waits until the process connects. The selector wakes up when its output ends.
    private static SocketChannel accept(ServerSocketChannel server, Selector selector) throws IOException {
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        selector.select(START_MILLIS);
        SocketChannel connection = server.accept();
        if (connection == null) {
            throw new IOException("it did not connect within " + START_MILLIS + " ms, or exited at once:");
        }
        return connection;
    }

    private List<String> command(Path socket) {
        var command = new ArrayList<>(SHIELDED);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + options.heapMegabytes() + "m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:+ErrorFileToStdout",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LinkProcessMain.class.getName()));
        command.addAll(LinkProcessMain.arguments(socket, options.webRtc()));
        return command;
    }

    /// Starts the process on a platform thread: some of what a child inherits depends on the thread that
    /// started it, and the carrier of a virtual thread may end at any time.
    private static Process onPlatformThread(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(KEPT_VARIABLES);
        var start = new FutureTask<>(() -> {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        });
        Thread.ofPlatform().daemon().name("link-process-start").start(start);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return start.get();
                } catch (InterruptedException later) {
                    // Wait on: a process that was started must be returned, or it could not be ended.
                    interrupted = true;
                }
            }
        } catch (ExecutionException failed) {
            throw new IOException("cannot start " + command.getFirst() + ": " + failed.getCause(), failed);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static LinkException unavailable(String reason, Exception cause) {
        return new LinkException("link_process_unavailable", "the link process cannot be used: " + reason, cause);
    }
}
