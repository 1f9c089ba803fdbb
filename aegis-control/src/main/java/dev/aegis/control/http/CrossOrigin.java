package dev.aegis.control.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/// CORS headers for pages of the configured origins (Fetch Standard section 3.2).
final class CrossOrigin {
    private static final String METHODS = "GET, POST";
    private static final String HEADERS = "Authorization, Content-Type, Last-Event-ID, traceparent";
    private static final String EXPOSED = "Retry-After";
    private static final int PREFLIGHT_KEPT_SECS = 600;

    private final Origins origins;

    CrossOrigin(Origins origins) {
        this.origins = origins;
    }

    static boolean isPreflight(Request request) {
        HttpFields headers = request.getHeaders();
        return "OPTIONS".equals(request.getMethod())
                && headers.contains(HttpHeader.ORIGIN)
                && headers.contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /// Adds the headers without which a browser hides the answer from the page.
    void mark(Request request, Response response) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        response.getHeaders().add(HttpHeader.VARY, "Origin");
        if (origin != null && origins.allows(origin)) {
            response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.getHeaders().put(HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }

    /// Answers a preflight whose origin is allowed.
    Answer preflight(Request request, Response response) {
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (!origins.allows(origin)) {
            throw ProblemException.of(
                    ProblemCode.ORIGIN_REFUSED,
                    "pages from this origin may not call this server; allowed are " + origins.allowed(),
                    "the operator adds the origin to ALLOWED_ORIGINS and restarts the server");
        }
        response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
        response.getHeaders().put(HttpHeader.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_KEPT_SECS);
        return Answer.empty();
    }
}
