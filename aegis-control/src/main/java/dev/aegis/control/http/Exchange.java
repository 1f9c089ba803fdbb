package dev.aegis.control.http;

import dev.aegis.protocol.Limits;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request, for the features.
public final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Pattern BEARER = Pattern.compile("(?i)Bearer +([A-Za-z0-9._~+/=-]{1,16384})");

    private static final long READ_AND_DROPPED = 2L * 1024 * 1024;

    private final Request request;
    private final Map<String, String> pathValues;
    private final InputStream content;
    private String callerId = "-";

    Exchange(Request request, Map<String, String> pathValues) {
        this.request = request;
        this.pathValues = pathValues;
        this.content = Request.asInputStream(request);
    }

    public String pathValue(String name) {
        String value = pathValues.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no {" + name + "}");
        }
        return value;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    public boolean hasAuthorization() {
        return request.getHeaders().contains(HttpHeader.AUTHORIZATION);
    }

    /// Returns the key in `Authorization: Bearer KEY`. It must not be logged.
    public Optional<String> bearer() {
        return header("Authorization")
                .map(BEARER::matcher)
                .filter(m -> m.matches())
                .map(m -> m.group(1));
    }

    public Optional<String> query(String name) {
        try {
            return Optional.ofNullable(Request.extractQueryParameters(request).getValue(name));
        } catch (RuntimeException broken) {
            throw ProblemException.of(ProblemCode.BAD_HTTP, "the query of the URL cannot be read");
        }
    }

    /// Returns a whole number from the query, clamped to the range.
    public int query(String name, int fallback, int min, int max) {
        try {
            return query(name)
                    .map(Integer::parseInt)
                    .map(value -> Math.clamp(value, min, max))
                    .orElse(fallback);
        } catch (NumberFormatException notANumber) {
            throw ProblemException.of(
                    ProblemCode.INVALID_REQUEST, "query parameter '" + name + "' is not a whole number");
        }
    }

    public String remoteAddress() {
        return Request.getRemoteAddr(request);
    }

    /// Sets the caller for the request log.
    public void calledBy(String id) {
        this.callerId = id;
    }

    String callerId() {
        return callerId;
    }

    @Nullable
    String jobId() {
        return pathValues.get("job_id");
    }

    public <T> T body(Class<T> type) {
        String mediaType = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!mediaType.equals("application/json") && !mediaType.startsWith("application/json;")) {
            throw ProblemException.of(
                    ProblemCode.NOT_JSON,
                    "the body is not declared as JSON",
                    "send it with 'Content-Type: application/json'");
        }
        try {
            return WireJson.read(bytes(), type);
        } catch (WireException broken) {
            throw ProblemException.of(ProblemCode.INVALID_REQUEST, String.valueOf(broken.getMessage()));
        }
    }

    private byte[] bytes() {
        try {
            byte[] bytes = content.readNBytes(Limits.HTTP_BODY_BYTES + 1);
            if (bytes.length > Limits.HTTP_BODY_BYTES) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException broken) {
            throw ProblemException.of(ProblemCode.BAD_HTTP, "the body ended too early");
        }
    }

    /// Reads and drops the rest of the body, up to a limit. Otherwise a client that is still sending would see a broken
    /// connection instead of the answer.
    void discardBody() {
        try {
            long left = READ_AND_DROPPED;
            for (long skipped = 1; skipped > 0 && left > 0; left -= skipped) {
                skipped = content.skip(left);
            }
        } catch (IOException broken) {
            LOG.debug("the rest of a body could not be read", broken);
        }
    }

    private static ProblemException tooLarge() {
        return ProblemException.of(
                ProblemCode.BODY_TOO_LARGE, "the body is larger than " + Limits.HTTP_BODY_BYTES + " bytes");
    }
}
