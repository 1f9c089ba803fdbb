package dev.aegis.espctl.tasks;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A log as JSON lines. A half-written last line, left by a kill, is not a line.
public final class TaskLog {
    private final Path file;

    TaskLog(Path file) {
        this.file = file;
    }

    /// @param lines in order
    /// @param nextSeq ask with `since_seq` of this to read on
    /// @param more whether lines were left out before or after these
    public record Page(List<LogLine> lines, long nextSeq, boolean more) {
        public Page {
            lines = List.copyOf(lines);
        }
    }

    /// Opens the log for writing. Flushed lines survive a kill of this process.
    ///
    /// @throws Failure here and later, when it cannot be written
    public Writer write() {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
            return new Writer(Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException broken) {
            throw unwritable(broken);
        }
    }

    /// The last lines, or with `sinceSeq` the first ones after it.
    ///
    /// @param most how many lines at most
    /// @param sinceSeq absent for the end of the log
    public Page page(int most, @Nullable Long sinceSeq) {
        Deque<LogLine> kept = new ArrayDeque<>();
        boolean[] more = new boolean[1];
        each(line -> {
            if (sinceSeq == null) {
                kept.addLast(line);
                if (kept.size() > most) {
                    kept.removeFirst();
                    more[0] = true;
                }
            } else if (line.seq() > sinceSeq) {
                if (kept.size() < most) {
                    kept.addLast(line);
                } else {
                    more[0] = true;
                }
            }
        });
        long next = kept.isEmpty()
                ? (sinceSeq == null ? 0 : sinceSeq)
                : kept.getLast().seq();
        return new Page(new ArrayList<>(kept), next, more[0]);
    }

    /// Every line, in order.
    public void each(Consumer<LogLine> reader) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        var utf8 = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(Files.newInputStream(file), utf8))) {
            for (String json = in.readLine(); json != null; json = in.readLine()) {
                LogLine line = parse(json);
                if (line != null) {
                    reader.accept(line);
                }
            }
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "log_unreadable",
                    "cannot read the log " + file + ": " + IoReason.of(broken),
                    null,
                    broken);
        }
    }

    private static @Nullable LogLine parse(String json) {
        try {
            return WireJson.read(json, LogLine.class);
        } catch (WireException half) {
            return null;
        }
    }

    private Failure unwritable(IOException broken) {
        return new Failure(
                ExitCode.FAILED,
                "state_unwritable",
                "cannot write the task's log: " + IoReason.of(broken),
                "see that " + file + " is yours and the disk has room",
                broken);
    }

    public final class Writer implements AutoCloseable {
        private final BufferedWriter out;

        private Writer(BufferedWriter out) {
            this.out = out;
        }

        public void line(LogLine line) {
            try {
                out.write(WireJson.text(line));
                out.newLine();
            } catch (IOException broken) {
                throw unwritable(broken);
            }
        }

        /// After a batch.
        public void flush() {
            try {
                out.flush();
            } catch (IOException broken) {
                throw unwritable(broken);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException broken) {
                throw unwritable(broken);
            }
        }
    }
}
