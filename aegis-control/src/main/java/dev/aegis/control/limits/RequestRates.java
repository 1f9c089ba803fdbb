package dev.aegis.control.limits;

import dev.aegis.control.http.Exchange;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.ProblemException;
import dev.aegis.control.state.Rate;
import dev.aegis.control.state.RateDecision;
import dev.aegis.control.state.RateLimits;

/// Rate limits of requests, by user and by address.
public final class RequestRates {
    /// The kinds of requests about a new job. They have the same rates in separate buckets, so that a preview does not
    /// cost a grant.
    public enum Kind {
        GRANT("grant"),
        PREVIEW("preview");

        private final String bucket;

        Kind(String bucket) {
            this.bucket = bucket;
        }
    }

    private final RateLimits rateLimits;
    private final Rate grantsPerUser;
    private final Rate grantsPerAddress;
    private final Rate wrongKeysPerAddress;

    /// @param grantsPerUser requests for a grant by one user
    /// @param grantsPerAddress the same from one address, whether the key is right or not
    /// @param wrongKeysPerAddress wrong keys from one address, on any route
    public RequestRates(RateLimits rateLimits, Rate grantsPerUser, Rate grantsPerAddress, Rate wrongKeysPerAddress) {
        this.rateLimits = rateLimits;
        this.grantsPerUser = grantsPerUser;
        this.grantsPerAddress = grantsPerAddress;
        this.wrongKeysPerAddress = wrongKeysPerAddress;
    }

    /// Counts a request of an address.
    ///
    /// @throws ProblemException when the address sent too many of this kind
    public void requireFrom(Kind kind, Exchange exchange) {
        take(kind.bucket + "-address:" + exchange.remoteAddress(), grantsPerAddress, "from this address");
    }

    /// Counts a request of a user.
    ///
    /// @throws ProblemException when the user sent too many of this kind
    public void requireFor(Kind kind, String userId) {
        take(kind.bucket + "-user:" + userId, grantsPerUser, "with this key");
    }

    public void wrongKeyFrom(Exchange exchange) {
        take("wrong-key:" + exchange.remoteAddress(), wrongKeysPerAddress, "with a wrong key from this address");
    }

    public long grantsRemaining(String userId) {
        return rateLimits.remaining(Kind.GRANT.bucket + "-user:" + userId, grantsPerUser);
    }

    public int grantWindowSecs() {
        return (int) grantsPerUser.window().toSeconds();
    }

    private void take(String bucket, Rate rate, String origin) {
        switch (rateLimits.take(bucket, rate)) {
            case RateDecision.Allowed allowed -> {}
            case RateDecision.Exceeded exceeded ->
                throw ProblemException.of(
                        ProblemCode.RATE_LIMITED,
                        "too many requests " + origin + "; at most " + rate.amount() + " in "
                                + rate.window().toSeconds() + " s are allowed",
                        "wait as long as Retry-After says",
                        exceeded.retryAfter());
        }
    }
}
