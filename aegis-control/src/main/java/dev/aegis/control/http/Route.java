package dev.aegis.control.http;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// One method on one path, with every status that it may answer with.
///
/// @param path such as `/signaling/{job_id}/offer`
/// @param success statuses that are not a problem
/// @param problems problems of this route, besides those of every route
public record Route(String method, String path, RouteHandler handler, Set<Integer> success, Set<ProblemCode> problems) {
    private static final Set<ProblemCode> ANYWHERE = EnumSet.of(
            ProblemCode.BAD_HTTP,
            ProblemCode.INTERNAL_ERROR,
            ProblemCode.DRAINING,
            ProblemCode.METHOD_NOT_ALLOWED,
            ProblemCode.NO_SUCH_ROUTE);

    public Route {
        success = Set.copyOf(success);
        problems = Set.copyOf(problems);
    }

    public static Route get(String path, RouteHandler handler) {
        return bare("GET", path, handler);
    }

    public static Route post(String path, RouteHandler handler) {
        return new Route("POST", path, handler, Set.of(200), bodyProblems());
    }

    /// Returns a route that reads no body.
    public static Route bare(String method, String path, RouteHandler handler) {
        return new Route(method, path, handler, Set.of(200), Set.of());
    }

    private static Set<ProblemCode> bodyProblems() {
        return EnumSet.of(ProblemCode.BODY_TOO_LARGE, ProblemCode.NOT_JSON, ProblemCode.INVALID_REQUEST);
    }

    public Route answers(Integer... statuses) {
        return new Route(method, path, handler, Set.of(statuses), problems);
    }

    public Route mayFailWith(ProblemCode... codes) {
        Set<ProblemCode> all = EnumSet.noneOf(ProblemCode.class);
        all.addAll(problems);
        all.addAll(Arrays.asList(codes));
        return new Route(method, path, handler, success, all);
    }

    /// Returns every status that this route can answer with, in order.
    public Set<Integer> statuses() {
        Set<Integer> statuses = new TreeSet<>(success);
        problems.forEach(code -> statuses.add(code.status()));
        ANYWHERE.stream()
                .filter(code -> code != ProblemCode.METHOD_NOT_ALLOWED && code != ProblemCode.NO_SUCH_ROUTE)
                .forEach(code -> statuses.add(code.status()));
        return statuses;
    }

    /// Returns the values of the `{names}`, or nothing when the path does not match.
    Optional<Map<String, String>> match(List<String> segments) {
        List<String> pattern = segments(path);
        if (pattern.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String part = pattern.get(i);
            if (part.startsWith("{")) {
                values.put(part.substring(1, part.length() - 1), segments.get(i));
            } else if (!part.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
