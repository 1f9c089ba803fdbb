package dev.aegis.control.http;

/// The handler of one route. Runs on a virtual thread and may block.
@FunctionalInterface
public interface RouteHandler {
    /// @throws ProblemException which is the answer then
    Answer handle(Exchange exchange);
}
