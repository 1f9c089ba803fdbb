package dev.aegis.peer.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// The output of a link process. It is read so that it does not mix with the program's own output; the
/// last lines are kept for the message when the process dies.
final class ChildOutput {
    private static final System.Logger LOG = System.getLogger(ChildOutput.class.getName());
    private static final int LINES = 10;
    private static final int LINE_CHARS = 200;

    private final Deque<String> last = new ArrayDeque<>();

    void readAll(InputStream output) {
        try (var reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null) {
                LOG.log(Level.DEBUG, "link process: {0}", line);
                remember(line);
                line = reader.readLine();
            }
        } catch (IOException closed) {
            remember(closed.toString());
        }
    }

    private synchronized void remember(String line) {
        if (last.size() == LINES) {
            last.removeFirst();
        }
        last.add(line.substring(0, Math.min(line.length(), LINE_CHARS)));
    }

    synchronized String tail() {
        return String.join(" | ", last);
    }
}
