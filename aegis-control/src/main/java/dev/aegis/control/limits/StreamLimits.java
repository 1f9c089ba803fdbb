package dev.aegis.control.limits;

import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.ProblemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Limits of open event streams, for each caller and for all callers together.
public final class StreamLimits {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final int perCaller;
    private final int inAll;
    private final Map<String, Integer> openByCaller = new HashMap<>();
    private int open;

    public StreamLimits(int perCaller, int inAll) {
        this.perCaller = perCaller;
        this.inAll = inAll;
    }

    public synchronized void opened(String callerId) {
        int own = openByCaller.getOrDefault(callerId, 0);
        if (own >= perCaller) {
            throw tooMany("this key has " + own + " event streams open; " + perCaller + " are allowed");
        }
        if (open >= inAll) {
            throw tooMany("the server has " + open + " event streams open and takes no more");
        }
        openByCaller.put(callerId, own + 1);
        open++;
    }

    public synchronized void closed(String callerId) {
        open--;
        openByCaller.computeIfPresent(callerId, (id, own) -> own > 1 ? own - 1 : null);
    }

    public synchronized int open() {
        return open;
    }

    private static ProblemException tooMany(String sentence) {
        return ProblemException.of(
                ProblemCode.TOO_MANY_STREAMS, sentence, "close streams of jobs that are over, then try again", RETRY);
    }
}
