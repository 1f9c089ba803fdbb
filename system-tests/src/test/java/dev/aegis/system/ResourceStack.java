package dev.aegis.system.browser;

import java.util.ArrayDeque;
import java.util.Deque;

/// Ends what was started, the last first, and the rest too when one of them fails to end.
final class Ending implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    <T extends AutoCloseable> T with(T part) {
        started.push(part);
        return part;
    }

    @Override
    public void close() throws Exception {
        Exception first = null;
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception failed) {
                first = first == null ? failed : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
