package dev.aegis.controlclient;

import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.SignalingEvent;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The signaling events of one job, in order and without repetition, over as many connections as it takes. Threads may
/// share it; each event goes to one of them.
public final class SignalingStream implements AutoCloseable {
    private final URI server;
    private final EventStream events;
    private final StreamPolicy policy;
    private final ReentrantLock reading = new ReentrantLock();
    private long lastId;

    SignalingStream(URI server, EventStream events, StreamPolicy policy) {
        this.server = server;
        this.events = events;
        this.policy = policy;
    }

    /// Returns the next event, or why there will be no more.
    ///
    /// @return null when there was none within `wait`, the job has ended, or the stream was closed meanwhile
    public @Nullable Answer<SignalingEvent> next(Duration wait) throws InterruptedException {
        long until = System.nanoTime() + wait.toNanos();
        reading.lockInterruptibly();
        try {
            while (true) {
                Answer<ServerSentEvent> raw = events.next(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
                if (raw == null) {
                    return null;
                }
                if (raw instanceof Answer.Failed<ServerSentEvent> failed) {
                    return new Answer.Failed<>(failed.failure());
                }
                if (raw instanceof Answer.Ok<ServerSentEvent> ok && !isRepeated(ok.value())) {
                    SignalingEvent event = read(ok.value());
                    if (event != null) {
                        return new Answer.Ok<>(event);
                    }
                }
            }
        } finally {
            reading.unlock();
        }
    }

    // The ids of kept events count up from 1. A restarted server counts from 1 again.
    private boolean isRepeated(ServerSentEvent event) {
        if (event.id() == null || !event.id().matches("[0-9]{1,18}")) {
            return false;
        }
        long id = Long.parseLong(event.id());
        if (id > 1 && id <= lastId) {
            return true;
        }
        lastId = id;
        return false;
    }

    private @Nullable SignalingEvent read(ServerSentEvent raw) {
        try {
            SignalingEvent event = WireJson.read(raw.data(), SignalingEvent.class);
            if (event instanceof SignalingEvent.Ended) {
                events.close();
            }
            return event;
        } catch (WireException broken) {
            policy.unreadable(new RequestFailure(
                    server, new FailureCause.NotOurProtocol("its event cannot be used: " + broken.getMessage())));
            return null;
        }
    }

    /// Ends the stream. A thread that waits in `next` returns at once.
    @Override
    public void close() {
        events.close();
    }
}
