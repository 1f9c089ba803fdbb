package dev.aegis.testkit.control;

import com.sun.net.httpserver.HttpExchange;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.SignalingEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The signaling of one job: events for the machine with ids from 1, and the machine's posts.
final class Mailbox {
    private final List<SignalingEvent> events = new ArrayList<>();
    private final BlockingQueue<SignalingEvent> fromMachine = new LinkedBlockingQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int cuts;

    BlockingQueue<SignalingEvent> fromMachine() {
        return fromMachine;
    }

    void post(SignalingEvent event) {
        change(() -> events.add(event));
    }

    /// Ends the streams that are open now.
    void cut() {
        change(() -> cuts++);
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Writes events after the one named by `Last-Event-ID` until the stream is cut or the job has ended.
    void stream(HttpExchange exchange) throws IOException, InterruptedException {
        String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        int next = last == null ? 0 : Integer.parseInt(last);
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write(": hello\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        int cutsBefore = cuts();
        List<SignalingEvent> fresh = await(next, cutsBefore);
        while (!fresh.isEmpty()) {
            for (SignalingEvent event : fresh) {
                out.write(("id: " + ++next + "\ndata: " + WireJson.text(event) + "\n\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
            fresh = await(next, cutsBefore);
        }
    }

    private int cuts() {
        lock.lock();
        try {
            return cuts;
        } finally {
            lock.unlock();
        }
    }

    /// Returns the events from that index on; none if the stream was cut.
    private List<SignalingEvent> await(int from, int cutsBefore) throws InterruptedException {
        lock.lock();
        try {
            while (events.size() <= from && cuts == cutsBefore) {
                boolean _ = changed.await(1, TimeUnit.SECONDS);
            }
            return cuts == cutsBefore ? List.copyOf(events.subList(from, events.size())) : List.of();
        } finally {
            lock.unlock();
        }
    }
}
