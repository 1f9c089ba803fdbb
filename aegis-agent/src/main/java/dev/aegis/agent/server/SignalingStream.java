package dev.aegis.agent.server;

import dev.aegis.agent.session.Signaling;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One job's event stream, read on a thread of its own and resumed where it broke (`Last-Event-ID`).
final class SignalingStream implements Signaling {
    private static final Logger LOG = LoggerFactory.getLogger(SignalingStream.class);
    private static final int WAITING_EVENTS = 256;
    private static final int TRIES = 6;

    private final BuildServer server;
    private final String jobId;
    private final Supplier<Backoff> backoffs;
    private final StreamWatch watch;
    private final BlockingQueue<SignalingEvent> events = new ArrayBlockingQueue<>(WAITING_EVENTS);
    private final Thread reader;
    private volatile boolean closed;
    private @Nullable String lastEventId;

    SignalingStream(BuildServer server, String jobId, Supplier<Backoff> backoffs, StreamWatch watch) {
        this.server = server;
        this.jobId = jobId;
        this.backoffs = backoffs;
        this.watch = watch;
        this.reader = Thread.ofVirtual().name("signaling-" + jobId).start(this::readAll);
    }

    private void readAll() {
        Backoff backoff = backoffs.get();
        try {
            while (!closed) {
                Duration pause = switch (server.events(jobId, lastEventId)) {
                    case Reply.Ok<InputStream> ok -> {
                        if (readStream(ok.value())) {
                            backoff.reset();
                        }
                        yield backoff.after(null);
                    }
                    case Reply.Refused<InputStream> no when no.status() == 401 -> backoff.after(null);
                    case Reply.Refused<InputStream> no -> {
                        end("lost", no.code(), no.sentence());
                        yield Duration.ZERO;
                    }
                    case Reply.Away<InputStream> away -> backoff.after(away.retryAfter());
                };
                if (!closed) {
                    Thread.sleep(pause);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return whether it brought anything
    private boolean readStream(InputStream stream) throws InterruptedException {
        boolean progress = false;
        try (StreamWatch.Watched watched = watch.over(stream)) {
            SseReader sse = new SseReader(stream, watched::lives);
            for (SseReader.Event event = sse.next(); event != null && !closed; event = sse.next()) {
                take(event);
                progress = true;
            }
        } catch (IOException broken) {
            LOG.debug("the event stream of job {} broke: {}", jobId, broken.getMessage());
        }
        return progress;
    }

    private void take(SseReader.Event event) throws InterruptedException {
        try {
            SignalingEvent read = WireJson.read(event.data(), SignalingEvent.class);
            events.put(read);
            closed |= read instanceof SignalingEvent.Ended;
        } catch (WireException strange) {
            // A newer build server may know events that we do not.
            LOG.info("job {}: an event was left out: {}", jobId, strange.getMessage());
        }
        lastEventId = event.id() == null ? lastEventId : event.id();
    }

    /// Puts an end to the job as if the build server had said so.
    void end(String outcome, String code, String reason) {
        closed = true;
        SignalingEvent.Ended ended = new SignalingEvent.Ended(outcome, code, reason);
        while (!events.offer(ended)) {
            events.poll();
        }
    }

    @Override
    public @Nullable SignalingEvent next(Duration wait) throws InterruptedException {
        return events.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void answer(SessionDescription answer) throws InterruptedException {
        insist("answer", () -> server.answer(jobId, answer));
    }

    @Override
    public void candidate(Candidate candidate) throws InterruptedException {
        insist("candidate", () -> server.candidate(jobId, candidate));
    }

    private void insist(String what, Request request) throws InterruptedException {
        Backoff backoff = backoffs.get();
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            switch (request.send()) {
                case Reply.Ok<Boolean> _ -> {
                    return;
                }
                case Reply.Refused<Boolean> no
                when no.status() != 401 -> {
                    LOG.info("job {}: the build server refused our {}: {}", jobId, what, no.sentence());
                    return;
                }
                case Reply.Refused<Boolean> _ -> Thread.sleep(backoff.after(null));
                case Reply.Away<Boolean> away -> Thread.sleep(backoff.after(away.retryAfter()));
            }
        }
        LOG.info("job {}: our {} could not be handed to the build server", jobId, what);
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
    }

    private interface Request {
        Reply<Boolean> send() throws InterruptedException;
    }
}
