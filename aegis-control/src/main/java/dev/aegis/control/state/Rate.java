package dev.aegis.control.state;

import java.time.Duration;

/// A token bucket's size and filling: `amount` at once, and as many again within each window.
public record Rate(int amount, Duration window) {
    public static Rate perMinute(int amount) {
        return new Rate(amount, Duration.ofMinutes(1));
    }
}
