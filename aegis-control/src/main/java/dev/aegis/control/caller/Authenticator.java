package dev.aegis.control.caller;

import dev.aegis.control.http.Exchange;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.ProblemException;
import dev.aegis.control.limits.RequestRates;
import dev.aegis.control.state.Machines;
import dev.aegis.protocol.Secret;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.grant.AgentToken;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Authenticates the sender of a request by its bearer key.
public final class Authenticator {
    /// The user id of everyone who has the shared key.
    public static final String SHARED_USER = "shared";

    private static final String USER_HINT = "check the key with the operator; espctl login stores a new one";
    private static final String MACHINE_HINT = "set AGENT_AUTH_SECRET on the machine to the build server's value";
    private static final List<String> SHARED_SCOPES = List.of("build");

    private final Secret accessKey;
    private final Secret enrolmentSecret;
    private final String issuerId;
    private final Machines machines;
    private final RequestRates rates;
    private final Clock clock;

    public Authenticator(
            Secret accessKey,
            Secret enrolmentSecret,
            String issuerId,
            Machines machines,
            RequestRates rates,
            Clock clock) {
        this.accessKey = accessKey;
        this.enrolmentSecret = enrolmentSecret;
        this.issuerId = issuerId;
        this.machines = machines;
        this.rates = rates;
        this.clock = clock;
    }

    public Caller.User user(Exchange exchange) {
        return switch (known(exchange)) {
            case Caller.User user -> user;
            case Caller.EnrolledMachine machine ->
                throw ProblemException.of(ProblemCode.NOT_ALLOWED, "this route is for users, not for build machines");
        };
    }

    public Caller.EnrolledMachine machine(Exchange exchange) {
        return switch (known(exchange)) {
            case Caller.EnrolledMachine machine -> machine;
            case Caller.User user ->
                throw ProblemException.of(ProblemCode.NOT_ALLOWED, "this route is for build machines, not for users");
        };
    }

    /// Returns the sender of a request.
    ///
    /// @throws ProblemException when the key is missing or wrong
    public Caller.Identity known(Exchange exchange) {
        return switch (identify(exchange)) {
            case Caller.Known known -> {
                exchange.calledBy(known.identity().id());
                yield known.identity();
            }
            case Caller.Anonymous anonymous ->
                throw ProblemException.of(
                        ProblemCode.KEY_MISSING,
                        "the request carries no access key",
                        "send it with 'Authorization: Bearer KEY'; espctl login stores the key");
            case Caller.Rejected rejected -> throw problem(exchange, rejected, USER_HINT);
        };
    }

    /// Requires that the sender has the enrolment secret, or is this machine and enrolled already.
    ///
    /// @throws ProblemException otherwise
    public void requireEnrolment(Exchange exchange, String agentId) {
        if (!exchange.hasAuthorization()) {
            throw ProblemException.of(ProblemCode.KEY_MISSING, "the request carries no enrolment secret", MACHINE_HINT);
        }
        boolean knowsSecret = exchange.bearer().filter(enrolmentSecret::matches).isPresent();
        if (!knowsSecret && !identify(exchange).equals(new Caller.Known(new Caller.EnrolledMachine(agentId)))) {
            throw problem(
                    exchange,
                    new Caller.Rejected(
                            ProblemCode.KEY_WRONG,
                            "the enrolment secret is not this server's, and the machine is not enrolled"),
                    MACHINE_HINT);
        }
    }

    private Caller identify(Exchange exchange) {
        if (!exchange.hasAuthorization()) {
            return new Caller.Anonymous();
        }
        Optional<String> bearer = exchange.bearer();
        if (bearer.isEmpty()) {
            return new Caller.Rejected(ProblemCode.KEY_WRONG, "the Authorization header is not 'Bearer KEY'");
        }
        if (accessKey.matches(bearer.get())) {
            return new Caller.Known(new Caller.User(SHARED_USER, SHARED_SCOPES));
        }
        boolean isToken = bearer.get().chars().filter(c -> c == '.').count() == 2;
        return isToken
                ? identifyMachine(bearer.get())
                : new Caller.Rejected(ProblemCode.KEY_WRONG, "the access key is not one of this server's");
    }

    private Caller identifyMachine(String token) {
        try {
            String agentId = AgentToken.claimedAgentId(token);
            var machine = machines.machine(agentId);
            if (machine.isEmpty()) {
                return new Caller.Rejected(
                        ProblemCode.AGENT_UNKNOWN, "this server does not know the machine; it must register again");
            }
            AgentToken proven = AgentToken.verify(token, machine.get().publicKey(), issuerId, clock);
            machines.clock(agentId, proven.clockAheadSecs(clock));
            return new Caller.Known(new Caller.EnrolledMachine(agentId));
        } catch (WireException invalid) {
            return new Caller.Rejected(ProblemCode.KEY_WRONG, String.valueOf(invalid.getMessage()));
        }
    }

    private ProblemException problem(Exchange exchange, Caller.Rejected rejected, String keyHint) {
        if (rejected.code() == ProblemCode.KEY_WRONG) {
            rates.wrongKeyFrom(exchange);
        }
        String hint = switch (rejected.code()) {
            case AGENT_UNKNOWN -> "register at /agents/register, with the running jobs";
            default -> keyHint;
        };
        return ProblemException.of(rejected.code(), rejected.sentence(), hint);
    }
}
