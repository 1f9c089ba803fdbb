package dev.aegis.espctl.doctor;

import dev.aegis.controlclient.ClockSkew;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.protocol.Limits;

/// Compares this computer's clock with the build server's, by the answers that the server has given.
final class ClockCheck {
    /// Well below the limit for grants, so that there is time to set the clock.
    private static final int WARNING_SECS = 10;

    private static final String FIX = "set this computer's clock by NTP, or ask the operator to check the server's";

    private final ClockSkew skew;

    ClockCheck(ClockSkew skew) {
        this.skew = skew;
    }

    Check look() {
        if (skew.refusesGrants()) {
            return Check.error(
                    Topic.CLOCK,
                    ExitCode.FAILED,
                    "clock_skewed",
                    skew.sentence() + "; permissions expire before they are used",
                    FIX);
        }
        long seconds = Math.abs(skew.seconds());
        return seconds > WARNING_SECS
                ? Check.warning(
                        Topic.CLOCK,
                        "clock_drifting",
                        skew.sentence() + "; builds work up to " + Limits.CLOCK_SKEW_SECS + " s",
                        FIX)
                : Check.ok(Topic.CLOCK, "differs by " + seconds + " s");
    }
}
