package dev.aegis.control.http;

import dev.aegis.protocol.Problem;
import dev.aegis.protocol.WireJson;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Writes problems as `application/problem+json`.
final class ProblemWriter implements Request.Handler {
    private final InstantSource clock;

    ProblemWriter(InstantSource clock) {
        this.clock = clock;
    }

    void write(Response response, Callback callback, ProblemException thrown) {
        ProblemCode code = thrown.code();
        Problem problem = new Problem(
                "urn:aegis:problem:" + code.wire(),
                code.title(),
                code.status(),
                code.wire(),
                String.valueOf(thrown.getMessage()),
                thrown.hint(),
                clock.instant().getEpochSecond());
        response.setStatus(code.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        if (code.status() == 401) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        if (thrown.retryAfter() != null) {
            long millis = thrown.retryAfter().toMillis();
            response.getHeaders().put(HttpHeader.RETRY_AFTER, Math.max(1, (millis + 999) / 1000));
        }
        response.write(true, ByteBuffer.wrap(WireJson.bytes(problem)), callback);
    }

    /// Answers requests that Jetty rejects before a route is found, such as an invalid request line.
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        ProblemCode code = status >= 500 ? ProblemCode.INTERNAL_ERROR : ProblemCode.BAD_HTTP;
        write(response, callback, ProblemException.of(code, "the request cannot be served (HTTP " + status + ")"));
        return true;
    }
}
