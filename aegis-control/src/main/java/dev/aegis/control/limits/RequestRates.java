package dev.aegis.control.limits;

import dev.aegis.control.http.Exchange;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.ProblemException;
import dev.aegis.control.state.Rate;
import dev.aegis.control.state.RateDecision;
import dev.aegis.control.state.RateLimits;

/// Rate limits of requests, by user and by address.
public final class RequestRates {
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

    public void grantFrom(Exchange exchange) {
        take("grant-address:" + exchange.remoteAddress(), grantsPerAddress, "from this address");
    }

    public void grantFor(String userId) {
        take("grant-user:" + userId, grantsPerUser, "with this key");
    }

    /// Previews have the same rates as grants, in buckets of their own, so that a preview does not cost a grant.
    public void previewFrom(Exchange exchange) {
        take("preview-address:" + exchange.remoteAddress(), grantsPerAddress, "from this address");
    }

    public void previewFor(String userId) {
        take("preview-user:" + userId, grantsPerUser, "with this key");
    }

    public void wrongKeyFrom(Exchange exchange) {
        take("wrong-key:" + exchange.remoteAddress(), wrongKeysPerAddress, "with a wrong key from this address");
    }

    public long grantsRemaining(String userId) {
        return rateLimits.remaining("grant-user:" + userId, grantsPerUser);
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
