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

/// Tells who sends a request, by its bearer key.
public final class Authenticator {
    /// Everybody who has the one shared key is the same user.
    public static final String SHARED_USER = "shared";

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

    /// @throws ProblemException when nobody known sends the request
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
            case Caller.Refused refused -> throw refusal(exchange, refused);
        };
    }

    /// Lets only a machine pass that knows the enrolment secret, or that is enrolled already.
    public void enrolling(Exchange exchange, String agentId) {
        if (!exchange.hasAuthorization()) {
            throw ProblemException.of(
                    ProblemCode.KEY_MISSING,
                    "the request carries no enrolment secret",
                    "set AGENT_AUTH_SECRET on the machine to the server's value");
        }
        boolean knowsSecret = exchange.bearer().filter(enrolmentSecret::matches).isPresent();
        if (!knowsSecret && !identify(exchange).equals(new Caller.Known(new Caller.EnrolledMachine(agentId)))) {
            throw refusal(
                    exchange,
                    new Caller.Refused(
                            ProblemCode.KEY_WRONG,
                            "the enrolment secret is not this server's, and the machine is not enrolled"));
        }
    }

    private Caller identify(Exchange exchange) {
        if (!exchange.hasAuthorization()) {
            return new Caller.Anonymous();
        }
        Optional<String> bearer = exchange.bearer();
        if (bearer.isEmpty()) {
            return new Caller.Refused(ProblemCode.KEY_WRONG, "the Authorization header is not 'Bearer KEY'");
        }
        if (accessKey.matches(bearer.get())) {
            return new Caller.Known(new Caller.User(SHARED_USER, SHARED_SCOPES));
        }
        boolean isToken = bearer.get().chars().filter(c -> c == '.').count() == 2;
        return isToken
                ? identifyMachine(bearer.get())
                : new Caller.Refused(ProblemCode.KEY_WRONG, "the access key is not one of this server's");
    }

    private Caller identifyMachine(String token) {
        try {
            String agentId = AgentToken.claimedAgentId(token);
            var machine = machines.machine(agentId);
            if (machine.isEmpty()) {
                return new Caller.Refused(
                        ProblemCode.AGENT_UNKNOWN, "this server does not know the machine; it must register again");
            }
            AgentToken.verify(token, machine.get().publicKey(), issuerId, clock);
            return new Caller.Known(new Caller.EnrolledMachine(agentId));
        } catch (WireException broken) {
            return new Caller.Refused(ProblemCode.KEY_WRONG, String.valueOf(broken.getMessage()));
        }
    }

    private ProblemException refusal(Exchange exchange, Caller.Refused refused) {
        if (refused.code() == ProblemCode.KEY_WRONG) {
            rates.wrongKeyFrom(exchange);
        }
        String hint = switch (refused.code()) {
            case AGENT_UNKNOWN -> "register at /agents/register, with the jobs that run";
            default -> "check the key with the operator; espctl login stores a new one";
        };
        return ProblemException.of(refused.code(), refused.sentence(), hint);
    }
}
