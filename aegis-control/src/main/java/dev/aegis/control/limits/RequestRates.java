package dev.aegis.control.limits;

import dev.aegis.control.http.Exchange;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.ProblemException;
import dev.aegis.control.state.Rate;
import dev.aegis.control.state.RateDecision;
import dev.aegis.control.state.RateLimits;

/// Refuses requests that come too fast.
public final class RequestRates {
    private final RateLimits rateLimits;
    private final Rate grantsPerUser;
    private final Rate grantsPerAddress;
    private final Rate wrongKeysPerAddress;

    /// @param grantsPerUser requests for permission with one user's keys
    /// @param grantsPerAddress the same from one address, right key or not
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

    /// As often as permissions, but counted apart: who looks first loses no permission by it.
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

    private void take(String bucket, Rate rate, String whose) {
        switch (rateLimits.take(bucket, rate)) {
            case RateDecision.Allowed allowed -> {}
            case RateDecision.Exceeded exceeded ->
                throw ProblemException.of(
                        ProblemCode.RATE_LIMITED,
                        "too many requests " + whose + "; at most " + rate.amount() + " in "
                                + rate.window().toSeconds() + " s are allowed",
                        "wait as long as Retry-After says",
                        exceeded.retryAfter());
        }
    }
}
