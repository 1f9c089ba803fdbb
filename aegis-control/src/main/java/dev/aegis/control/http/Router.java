package dev.aegis.control.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the route of a request.
final class Router {
    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    Found find(String method, String path) {
        List<String> segments = Route.segments(path);
        List<Matched> onPath = routes.stream()
                .flatMap(route -> route.match(segments).map(values -> new Matched(route, values)).stream())
                .toList();
        Optional<Matched> exact =
                onPath.stream().filter(m -> m.route().method().equals(method)).findFirst();
        if (exact.isPresent()) {
            return exact.get();
        }
        return onPath.isEmpty()
                ? new NoRoute()
                : new OtherMethod(onPath.stream().map(m -> m.route().method()).toList());
    }

    sealed interface Found {}

    record Matched(Route route, Map<String, String> pathValues) implements Found {}

    record OtherMethod(List<String> allowed) implements Found {}

    record NoRoute() implements Found {}
}
