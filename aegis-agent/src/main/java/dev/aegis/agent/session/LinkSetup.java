package dev.aegis.agent.session;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.MachineIdentity;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import dev.aegis.protocol.grant.Grant;
import dev.aegis.protocol.grant.RefusalCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The setup of one job's link: at most three attempts. Each starts with an offer of the client, and a newer attempt
/// ends the one before. One thread decides; the others report to it through one queue.
final class LinkSetup implements AutoCloseable {
    private static final int MOST_ATTEMPTS = 3;
    private static final int WAITING = 64;
    private static final int EARLY_CANDIDATES = 64;
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration ALL = Duration.ofSeconds(60);

    /// A client that retries does so within seconds. After this time the job's place is released.
    private static final Duration NEXT_OFFER = Duration.ofSeconds(15);

    private final Grant grant;
    private final PeerEngine engine;
    private final LinkSettings settings;
    private final MachineIdentity machine;
    private final Signaling signaling;
    private final BlockingQueue<Seen> seen = new ArrayBlockingQueue<>(WAITING);
    private final List<Candidate> early = new ArrayList<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("link-setup-", 1).factory());
    private @Nullable LinkAttempt current;
    private String lastFailure = "the client sent no offer";
    private long deadline = System.nanoTime() + ALL.toNanos();

    LinkSetup(Grant grant, PeerEngine engine, LinkSettings settings, MachineIdentity machine, Signaling signaling) {
        this.grant = grant;
        this.engine = engine;
        this.settings = settings;
        this.machine = machine;
        this.signaling = signaling;
    }

    /// @return an open link, which the caller closes, or the result of the failed setup
    Opened run() throws InterruptedException {
        start(this::relay);
        while (true) {
            Seen next = seen.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return never("in time: " + lastFailure);
            }
            Optional<Opened> decided = decide(next);
            if (decided.isPresent()) {
                return decided.get();
            }
        }
    }

    private Optional<Opened> decide(Seen next) throws InterruptedException {
        return switch (next) {
            case Seen.Signal signal -> received(signal.event());
            case Seen.Connected connected
            when isCurrent(connected.attempt()) -> {
                current = null;
                yield Optional.of(new Opened.Open(connected.attempt().link(), connected.how()));
            }
            case Seen.Failed failed when isCurrent(failed.attempt()) -> failed(failed.attempt(), failed.why());
            case Seen.Connected _, Seen.Failed _ -> Optional.empty();
        };
    }

    private Optional<Opened> received(SignalingEvent event) throws InterruptedException {
        return switch (event) {
            case SignalingEvent.Offered offered -> offered(offered.offer());
            case SignalingEvent.Trickled trickled -> {
                trickled(trickled.candidate());
                yield Optional.empty();
            }
            case SignalingEvent.Ended ended ->
                Optional.of(new Opened.Not(new SessionEnd.Abandoned(
                        ended.reason() == null ? "the job " + ended.outcome() : ended.reason())));
            case SignalingEvent.Queue _, SignalingEvent.Assigned _, SignalingEvent.Answered _ -> Optional.empty();
        };
    }

    private Optional<Opened> offered(SessionDescription offer) throws InterruptedException {
        if (offer.attempt() > MOST_ATTEMPTS || (current != null && offer.attempt() <= current.number())) {
            return Optional.empty();
        }
        Optional<SessionEnd.Refused> objection = GrantCheck.checkOffer(grant, offer.sdp());
        if (objection.isPresent()) {
            return Optional.of(new Opened.Not(objection.get()));
        }
        drop();
        deadline = System.nanoTime() + ALL.toNanos();
        LinkAttempt attempt = new LinkAttempt(offer.attempt(), engine, settings);
        current = attempt;
        try {
            SessionDescription answer = attempt.answer(offer.sdp(), machine);
            start(() -> attempt.trickle(answer, signaling));
            start(() -> seen.put(outcome(attempt)));
        } catch (LinkException why) {
            return failed(attempt, why);
        }
        early.stream()
                .filter(candidate -> candidate.attempt() == attempt.number())
                .forEach(attempt::addRemote);
        early.clear();
        return Optional.empty();
    }

    // The client posts candidates and offers at the same time, so a candidate may arrive before its offer.
    private void trickled(Candidate candidate) {
        LinkAttempt attempt = current;
        if (attempt != null && candidate.attempt() == attempt.number()) {
            attempt.addRemote(candidate);
        } else if ((attempt == null || candidate.attempt() > attempt.number()) && early.size() < EARLY_CANDIDATES) {
            early.add(candidate);
        }
    }

    private static Seen outcome(LinkAttempt attempt) throws InterruptedException {
        try {
            return new Seen.Connected(attempt, attempt.link().awaitConnected(CONNECT));
        } catch (LinkException why) {
            return new Seen.Failed(attempt, why);
        }
    }

    private Optional<Opened> failed(LinkAttempt attempt, LinkException why) {
        lastFailure = String.valueOf(why.getMessage());
        attempt.link().close();
        deadline = System.nanoTime() + NEXT_OFFER.toNanos();
        for (RefusalCode refusal :
                List.of(RefusalCode.SDP_FINGERPRINT_MISMATCH, RefusalCode.PEER_CERTIFICATE_MISMATCH)) {
            if (refusal.code().equals(why.code())) {
                return Optional.of(new Opened.Not(GrantCheck.refused(refusal, lastFailure)));
            }
        }
        return attempt.number() < MOST_ATTEMPTS
                ? Optional.empty()
                : Optional.of(never("after " + MOST_ATTEMPTS + " attempts: " + lastFailure));
    }

    private static Opened never(String how) {
        return new Opened.Not(GrantCheck.refused(RefusalCode.NEVER_CONNECTED, "no connection was established " + how));
    }

    private boolean isCurrent(LinkAttempt attempt) {
        return attempt == current;
    }

    private void relay() throws InterruptedException {
        while (true) {
            SignalingEvent event = signaling.next(ALL);
            if (event != null) {
                seen.put(new Seen.Signal(event));
            }
        }
    }

    private void start(Work work) {
        threads.execute(() -> {
            try {
                work.run();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void drop() {
        LinkAttempt attempt = current;
        current = null;
        if (attempt != null) {
            attempt.close();
        }
    }

    @Override
    public void close() {
        drop();
        threads.shutdownNow();
    }

    /// The result of a setup.
    sealed interface Opened {
        record Open(PeerLink link, PeerLink.Connected how) implements Opened {}

        record Not(SessionEnd end) implements Opened {}
    }

    private sealed interface Seen {
        record Signal(SignalingEvent event) implements Seen {}

        record Connected(LinkAttempt attempt, PeerLink.Connected how) implements Seen {}

        record Failed(LinkAttempt attempt, LinkException why) implements Seen {}
    }

    private interface Work {
        void run() throws InterruptedException;
    }
}
