package dev.aegis.control.state;

import java.time.Duration;

/// Size and refill rate of a token bucket: `amount` tokens, refilled within each window.
public record Rate(int amount, Duration window) {
    public static Rate perMinute(int amount) {
        return new Rate(amount, Duration.ofMinutes(1));
    }
}
