package dev.aegis.controlclient;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The Server-Sent Events of one path. A connection that ends or is silent for too long is replaced, and the new one
/// resumes after the last event (`Last-Event-ID`). Has no thread: the HTTP client's threads fill a queue, and the
/// reader
/// does the rest.
final class EventStream implements AutoCloseable {
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private final URI server;
    private final Opener opener;
    private final StreamPolicy policy;
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final EventConnection.Sink sink = new QueueingSink();
    private volatile @Nullable EventConnection current;
    private volatile boolean closed;
    private @Nullable String lastId;
    private @Nullable RequestFailure givenUp;
    private Duration retry = Duration.ZERO;
    private long pausedUntil;
    private int failures;

    EventStream(URI server, Opener opener, StreamPolicy policy) {
        this.server = server;
        this.opener = opener;
        this.policy = policy;
        connect();
    }

    /// Returns the next event, or why there will be no more. To be called by one thread at a time.
    ///
    /// @return null when nothing arrived within `wait`, or the stream was closed meanwhile
    @Nullable
    Answer<ServerSentEvent> next(Duration wait) throws InterruptedException {
        long until = System.nanoTime() + wait.toNanos();
        if (closed) {
            Thread.sleep(wait);
            return null;
        }
        while (!closed && givenUp == null) {
            long left = until - System.nanoTime();
            Seen next = seen.poll(Math.max(0, Math.min(left, untilDue())), TimeUnit.NANOSECONDS);
            switch (next) {
                case null -> {
                    if (untilDue() <= 0) {
                        actWhenDue();
                    } else if (until - System.nanoTime() <= 0) {
                        return null;
                    }
                }
                case Seen.Arrived arrived
                when arrived.from() == current -> {
                    arrived.from().taken();
                    failures = 0;
                    lastId = arrived.event().id() == null
                            ? lastId
                            : arrived.event().id();
                    return new Answer.Ok<>(arrived.event());
                }
                case Seen.Ended ended when ended.from() == current -> failed(ended.from(), ended.cause());
                case Seen.Closed _ -> {
                    return null;
                }
                // From a connection that was replaced.
                case Seen.Arrived _, Seen.Ended _ -> {}
            }
        }
        return givenUp == null ? null : new Answer.Failed<>(givenUp);
    }

    private long untilDue() {
        EventConnection connection = current;
        return (connection == null ? pausedUntil : connection.due()) - System.nanoTime();
    }

    private void actWhenDue() {
        EventConnection connection = current;
        if (connection == null) {
            connect();
        } else {
            failed(connection, connection.silence());
        }
    }

    private void connect() {
        EventConnection connection = opener.open(lastId, sink);
        current = connection;
        if (closed) {
            connection.close();
        }
    }

    private void failed(EventConnection connection, FailureCause cause) {
        connection.close();
        current = null;
        failures = connection.wasSteady() ? 1 : failures + 1;
        retry = connection.retry() == null ? retry : connection.retry();
        RequestFailure failure = new RequestFailure(server, cause);
        Duration pause = policy.pauseAfter(failure, failures);
        if (pause == null) {
            givenUp = failure;
            return;
        }
        Duration asked = retry.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : retry;
        pausedUntil = System.nanoTime() + (pause.compareTo(asked) > 0 ? pause : asked).toNanos();
    }

    /// Ends the stream and wakes its reader. May be called by any thread.
    @Override
    public void close() {
        closed = true;
        seen.add(new Seen.Closed());
        EventConnection connection = current;
        if (connection != null) {
            connection.close();
        }
    }

    /// Opens one connection that resumes after an event.
    interface Opener {
        EventConnection open(@Nullable String lastId, EventConnection.Sink sink);
    }

    private sealed interface Seen {
        record Arrived(EventConnection from, ServerSentEvent event) implements Seen {}

        record Ended(EventConnection from, FailureCause cause) implements Seen {}

        record Closed() implements Seen {}
    }

    private final class QueueingSink implements EventConnection.Sink {
        @Override
        public void arrived(EventConnection from, ServerSentEvent event) {
            seen.add(new Seen.Arrived(from, event));
        }

        @Override
        public void ended(EventConnection from, FailureCause cause) {
            seen.add(new Seen.Ended(from, cause));
        }
    }
}
