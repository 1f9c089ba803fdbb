package dev.aegis.control.signaling;

import dev.aegis.control.caller.Authenticator;
import dev.aegis.control.caller.Caller;
import dev.aegis.control.http.Answer;
import dev.aegis.control.http.Exchange;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.ProblemException;
import dev.aegis.control.http.Route;
import dev.aegis.control.state.JobStatus;
import dev.aegis.control.state.PostResult;
import dev.aegis.control.state.ServerState;
import dev.aegis.control.state.Side;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// The routes below `/signaling/{job_id}`: each side posts to the other's mailbox and follows its own.
public final class SignalingRoutes {
    private static final Duration REMEMBER_DESCRIPTIONS = Duration.ofMinutes(10);
    private static final Duration MAILBOX_RETRY = Duration.ofSeconds(5);

    private final Authenticator authenticator;
    private final ServerState state;
    private final EventStreams streams;

    public SignalingRoutes(Authenticator authenticator, ServerState state, EventStreams streams) {
        this.authenticator = authenticator;
        this.state = state;
        this.streams = streams;
    }

    public List<Route> routes() {
        return List.of(
                posting(Route.post("/signaling/{job_id}/offer", this::offer)),
                posting(Route.post("/signaling/{job_id}/answer", this::answer)),
                posting(Route.post("/signaling/{job_id}/candidate", this::candidate)),
                onJob(Route.post("/signaling/{job_id}/withdraw", this::withdraw))
                        .answers(204),
                onJob(Route.get("/signaling/{job_id}/events", this::events))
                        .mayFailWith(ProblemCode.TOO_MANY_STREAMS, ProblemCode.INVALID_REQUEST));
    }

    private static Route posting(Route route) {
        return onJob(route).answers(204).mayFailWith(ProblemCode.JOB_ENDED, ProblemCode.MAILBOX_FULL);
    }

    private static Route onJob(Route route) {
        return route.mayFailWith(
                ProblemCode.KEY_MISSING,
                ProblemCode.KEY_WRONG,
                ProblemCode.AGENT_UNKNOWN,
                ProblemCode.NOT_ALLOWED,
                ProblemCode.RATE_LIMITED,
                ProblemCode.NO_SUCH_JOB,
                ProblemCode.LEASE_LOST);
    }

    private Answer offer(Exchange exchange) {
        Party party = party(exchange);
        party.mustBe(Side.CLIENT, "an offer comes from the client");
        SessionDescription offer = exchange.body(SessionDescription.class);
        return postOnce(party, "offer", offer, new SignalingEvent.Offered(offer));
    }

    private Answer answer(Exchange exchange) {
        Party party = party(exchange);
        party.mustBe(Side.MACHINE, "an answer comes from the build machine");
        SessionDescription answer = exchange.body(SessionDescription.class);
        party.renewLease(state, true);
        return postOnce(party, "answer", answer, new SignalingEvent.Answered(answer));
    }

    private Answer candidate(Exchange exchange) {
        Party party = party(exchange);
        Candidate candidate = exchange.body(Candidate.class);
        party.renewLease(state, false);
        return post(party, new SignalingEvent.Trickled(candidate));
    }

    private Answer withdraw(Exchange exchange) {
        Party party = party(exchange);
        party.mustBe(Side.CLIENT, "only the client withdraws its job");
        boolean _ = state.withdraw(party.jobId());
        return Answer.empty();
    }

    private Answer events(Exchange exchange) {
        Party party = party(exchange);
        long after = lastEventId(exchange);
        party.renewLease(state, false);
        return new Answer.Events(streams.open(party, after));
    }

    private static long lastEventId(Exchange exchange) {
        String id = exchange.header("Last-Event-ID").orElse("");
        try {
            return id.isBlank() ? 0 : Long.parseLong(id.strip());
        } catch (NumberFormatException notOurs) {
            throw ProblemException.of(
                    ProblemCode.INVALID_REQUEST, "header 'Last-Event-ID' is not an id of this stream");
        }
    }

    // A client that lost the response sends the same description again; the other side must get it once.
    private Answer postOnce(Party party, String kind, SessionDescription description, SignalingEvent event) {
        String name = kind + ":" + party.jobId() + ":" + description.attempt() + ":"
                + Digest.of(description.sdp().getBytes(StandardCharsets.UTF_8));
        if (!state.useOnce(name, REMEMBER_DESCRIPTIONS)) {
            return Answer.empty();
        }
        try {
            return post(party, event);
        } catch (ProblemException problem) {
            state.release(name);
            throw problem;
        }
    }

    private Answer post(Party party, SignalingEvent event) {
        Side to = party.side() == Side.CLIENT ? Side.MACHINE : Side.CLIENT;
        return switch (state.post(party.jobId(), to, event)) {
            case PostResult.Kept kept -> Answer.empty();
            case PostResult.NoSuchJob gone -> throw noSuchJob();
            case PostResult.JobEnded ended ->
                throw ProblemException.of(ProblemCode.JOB_ENDED, "the job is over", "ask for a new permission");
            case PostResult.MailboxFull full ->
                throw ProblemException.of(
                        ProblemCode.MAILBOX_FULL,
                        "too many messages in this job",
                        "gather fewer candidates, or ask for a new permission",
                        MAILBOX_RETRY);
        };
    }

    private Party party(Exchange exchange) {
        Caller.Identity caller = authenticator.known(exchange);
        JobStatus known = state.job(exchange.pathValue("job_id")).orElseThrow(SignalingRoutes::noSuchJob);
        return switch (caller) {
            case Caller.User user -> {
                // The answer must not reveal whether another user's job exists.
                if (!known.job().userId().equals(user.userId())) {
                    throw noSuchJob();
                }
                yield new Party(known, Side.CLIENT, caller);
            }
            case Caller.EnrolledMachine machine -> {
                if (!known.isHeldBy(machine.agentId())) {
                    throw Party.leaseLost();
                }
                yield new Party(known, Side.MACHINE, caller);
            }
        };
    }

    private static ProblemException noSuchJob() {
        return ProblemException.of(
                ProblemCode.NO_SUCH_JOB,
                "this server has no such job of yours; it may have been restarted",
                "ask for a new permission");
    }
}
