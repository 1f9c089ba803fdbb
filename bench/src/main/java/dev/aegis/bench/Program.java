package dev.aegis.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A program that runs during a measurement.
final class Program implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final Process process;
    private final String ready;

    private Program(Process process, String ready) {
        this.process = process;
        this.ready = ready;
    }

    /// Starts a program and waits until it has printed that it is ready. The system sends it a SIGTERM when the thread
    /// that started it ends, so call this from a thread that lives as long as this process, such as `main`.
    ///
    /// @param pattern of the line that shows that it is ready; its group 1 is returned by `ready`
    static Program start(Command command, Pattern pattern) {
        // A program that inherited an ignored SIGTERM would not stop.
        List<String> words = new ArrayList<>(List.of(
                "/usr/bin/env", "--default-signal=HUP,INT,TERM", "/usr/bin/setpriv", "--pdeathsig", "TERM", "--"));
        words.addAll(command.words());
        Process process = null;
        try {
            process = new Command(words, command.environment(), command.folder(), command.log())
                    .builder()
                    .start();
            process.getOutputStream().close();
            return new Program(process, awaitReady(process, command, pattern));
        } catch (IOException broken) {
            if (process != null) {
                process.destroyForcibly();
            }
            throw new BenchException("cannot start " + command.words() + ": " + broken.getMessage(), broken);
        }
    }

    /// Returns group 1 of the pattern.
    String ready() {
        return ready;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String awaitReady(Process process, Command command, Pattern pattern) throws IOException {
        Thread watchdog = Thread.ofVirtual().start(() -> destroyAfter(process, START_TIMEOUT));
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                watchdog.interrupt();
                // A blocking read of a pipe pins the carrier of a virtual thread, and this one lasts as long as the
                // program.
                Thread.ofPlatform().daemon().name("discard").start(() -> discard(process));
                return matcher.group(1);
            }
        }
        watchdog.interrupt();
        throw new IOException("it ended before it was ready:\n" + Command.tail(Files.readString(command.log())));
    }

    static void destroyAfter(Process process, Duration timeout) {
        try {
            Thread.sleep(timeout);
            process.destroyForcibly();
        } catch (InterruptedException ready) {
            Thread.currentThread().interrupt();
        }
    }

    private static void discard(Process process) {
        try {
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            if (process.isAlive()) {
                throw new UncheckedIOException(closed);
            }
        }
    }
}
