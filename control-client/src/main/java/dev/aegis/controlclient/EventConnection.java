package dev.aegis.controlclient;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One connection of an event stream, from the request to its end. Reports to a sink on threads of the HTTP client, and
/// stops reading from the network while too many events wait to be taken.
final class EventConnection implements BodySubscriber<byte[]>, AutoCloseable {
    private static final int WAITING_EVENTS = 256;
    private static final int PROBLEM_BYTES = 64 * 1024;

    private final StreamLimits limits;
    private final Sink sink;
    private final EventParser parser;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean paused = new AtomicBoolean();
    private volatile boolean begun;
    private volatile long begunAt;
    private volatile boolean closed;
    private volatile long due;
    private volatile @Nullable CompletableFuture<HttpResponse<byte[]>> answer;
    private volatile Flow.@Nullable Subscription subscription;

    EventConnection(StreamLimits limits, Sink sink) {
        this.limits = limits;
        this.sink = sink;
        this.parser = new EventParser(limits.eventBytes());
        this.due = System.nanoTime() + limits.open().toNanos();
    }

    /// Sends the request.
    ///
    /// @param rejection reads an answer other than success
    void open(HttpClient http, HttpRequest request, Function<HttpResponse<byte[]>, FailureCause> rejection) {
        CompletableFuture<HttpResponse<byte[]>> pending = http.sendAsync(request, this::body);
        answer = pending;
        var _ = pending.whenComplete((response, broken) -> {
            if (broken != null) {
                fail(FailureCauses.of(broken));
            } else if (response.statusCode() != 200) {
                fail(rejection.apply(response));
            } else if (!begun) {
                fail(new FailureCause.NotOurProtocol("it answered with "
                        + FailureCauses.shownType(response.headers())
                        + " instead of an event stream"));
            }
        });
        if (closed) {
            close();
        }
    }

    private BodySubscriber<byte[]> body(ResponseInfo head) {
        if (head.statusCode() == 200
                && FailureCauses.contentType(head.headers()).startsWith("text/event-stream")) {
            begunAt = System.nanoTime();
            begun = true;
            renew();
            return this;
        }
        return new BoundedBody(PROBLEM_BYTES);
    }

    /// The time, by `System.nanoTime`, at which the connection counts as dead unless something arrives before.
    long due() {
        return due;
    }

    /// The reason to give when the connection is dead.
    FailureCause silence() {
        return begun ? new FailureCause.Stalled() : new FailureCause.TimedOut();
    }

    /// Whether it stayed open for so long that heartbeats must have arrived.
    boolean wasSteady() {
        return begun && System.nanoTime() - begunAt > limits.idle().toNanos();
    }

    /// The wait before a reconnection that the server asked for; null when it did not.
    @Nullable
    Duration retry() {
        return parser.retry();
    }

    /// Called for each event that was taken from the sink.
    void taken() {
        if (waiting.decrementAndGet() < WAITING_EVENTS && paused.compareAndSet(true, false)) {
            renew();
            request();
        }
    }

    void fail(FailureCause cause) {
        sink.ended(this, cause);
    }

    private void renew() {
        due = System.nanoTime() + limits.idle().toNanos();
    }

    private void request() {
        Flow.Subscription now = subscription;
        if (now != null) {
            now.request(1);
        }
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return CompletableFuture.completedStage(new byte[0]);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        if (closed) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        renew();
        try {
            for (ByteBuffer buffer : buffers) {
                for (ServerSentEvent event : parser.read(buffer)) {
                    waiting.incrementAndGet();
                    sink.arrived(this, event);
                }
            }
        } catch (AnswerTooLargeException tooLarge) {
            fail(FailureCauses.of(tooLarge));
            close();
            return;
        }
        paused.set(true);
        if (waiting.get() < WAITING_EVENTS && paused.compareAndSet(true, false)) {
            request();
        }
    }

    @Override
    public void onError(Throwable broken) {
        fail(FailureCauses.of(broken));
    }

    @Override
    public void onComplete() {
        fail(new FailureCause.Broken("the event stream ended"));
    }

    /// Closes the connection, whatever its state.
    @Override
    public void close() {
        closed = true;
        CompletableFuture<HttpResponse<byte[]>> pending = answer;
        if (pending != null) {
            pending.cancel(true);
        }
        Flow.Subscription now = subscription;
        if (now != null) {
            now.cancel();
        }
    }

    /// The receiver of events, on threads of the HTTP client.
    interface Sink {
        void arrived(EventConnection from, ServerSentEvent event);

        void ended(EventConnection from, FailureCause cause);
    }
}
