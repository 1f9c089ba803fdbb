package dev.aegis.control.grant;

import dev.aegis.control.caller.Authenticator;
import dev.aegis.control.http.Exchange;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.ProblemException;
import dev.aegis.control.http.Route;
import dev.aegis.control.limits.RequestRates;
import dev.aegis.protocol.control.JobSpec;
import java.util.function.Function;

/// The checks of every request about a new job, in this order: the rate of the address, the access key, the rate of
/// the user, the body, the channels.
public final class RequestAdmission {
    private final Authenticator authenticator;
    private final RequestRates rates;
    private final GrantPolicy policy;

    public RequestAdmission(Authenticator authenticator, RequestRates rates, GrantPolicy policy) {
        this.authenticator = authenticator;
        this.rates = rates;
        this.policy = policy;
    }

    /// @param userId the sender
    /// @param body the checked body
    record Admitted<T>(String userId, T body) {}

    /// Returns the sender and the body of a request that passes every check.
    ///
    /// @param kind the rate that it counts for
    /// @param job the part of the body that describes the job
    /// @throws ProblemException at the first check that fails
    <T> Admitted<T> admit(Exchange exchange, RequestRates.Kind kind, Class<T> type, Function<T, JobSpec> job) {
        rates.requireFrom(kind, exchange);
        String userId = authenticator.user(exchange).userId();
        rates.requireFor(kind, userId);
        T body = exchange.body(type);
        policy.requireAllowed(job.apply(body).requiredChannels());
        return new Admitted<>(userId, body);
    }

    /// Adds the problems of these checks to those that a route can answer with.
    static Route declare(Route route) {
        return route.mayFailWith(
                ProblemCode.KEY_MISSING,
                ProblemCode.KEY_WRONG,
                ProblemCode.AGENT_UNKNOWN,
                ProblemCode.NOT_ALLOWED,
                ProblemCode.CHANNEL_NOT_ALLOWED,
                ProblemCode.RATE_LIMITED);
    }
}
