package dev.aegis.control.http;

import java.time.Duration;

/// Observer of every answered request.
@FunctionalInterface
public interface RequestObserver {
    /// @param route method and path pattern of the route, or `(none)`
    void answered(String route, int status, Duration took);
}
