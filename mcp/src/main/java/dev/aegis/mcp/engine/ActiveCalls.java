package dev.aegis.mcp.engine;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// The running calls of one connection.
final class ActiveCalls {
    private static final int MAX_READS = 2;

    /// The calls that are not answered, by the JSON text of their ids, in which 1 and "1" differ.
    private final Map<String, RunningCall> unanswered = new LinkedHashMap<>();

    private final Set<RunningCall> unfinished = new LinkedHashSet<>();
    /// A resource may have many megabytes: limits how many are in memory while a client reads slowly.
    private final Semaphore reads = new Semaphore(MAX_READS);

    /// Adds a call, unless its id is in use.
    synchronized boolean add(RunningCall call) {
        if (unanswered.putIfAbsent(key(call), call) != null) {
            return false;
        }
        unfinished.add(call);
        return true;
    }

    private static String key(RunningCall call) {
        return call.request().id().toString();
    }

    synchronized @Nullable RunningCall unanswered(String id) {
        return unanswered.get(id);
    }

    /// Frees the id of a call. Call it before the answer is sent: the client may use the id again at once.
    synchronized void release(RunningCall call) {
        unanswered.remove(key(call), call);
    }

    /// Removes a call that is answered or canceled.
    synchronized void finish(RunningCall call) {
        release(call);
        unfinished.remove(call);
        notifyAll();
    }

    synchronized List<RunningCall> running() {
        return List.copyOf(unfinished);
    }

    /// Waits until all calls are finished; returns false after the timeout.
    synchronized boolean awaitIdle(long timeoutNanos) throws InterruptedException {
        long end = System.nanoTime() + timeoutNanos;
        while (!unfinished.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(Math.max(1, left / 1_000_000));
        }
        return true;
    }

    /// Waits until a call may hold its answer in memory; [#releaseMemory] follows after the answer was sent.
    void reserveMemory(RunningCall call) throws InterruptedException {
        if (isRead(call)) {
            reads.acquire();
        }
    }

    void releaseMemory(RunningCall call) {
        if (isRead(call)) {
            reads.release();
        }
    }

    private static boolean isRead(RunningCall call) {
        return call.request().method().equals("resources/read");
    }
}
