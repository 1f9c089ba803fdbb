package dev.aegis.control.http;

/// What a route does. It runs on a virtual thread and may block.
@FunctionalInterface
public interface RouteHandler {
    /// @throws ProblemException for a refusal that the caller is told
    Answer handle(Exchange exchange);
}
