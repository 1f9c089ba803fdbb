package dev.aegis.agent.server;

import dev.aegis.protocol.Limits;
import dev.aegis.protocol.Problem;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Requests to the build server: JSON out, JSON or a problem back, every answer bounded in size and time.
final class ServerConnection implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int NO_CONTENT = 204;

    private final URI base;
    private final HttpClient http;
    private final ClockSkew skew;

    /// @param executor runs the client's own work; see `LeaseKeeper` for why it matters whose threads these are
    ServerConnection(URI base, Executor executor, ClockSkew skew) {
        this.base = base;
        this.skew = skew;
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .executor(executor)
                .followRedirects(HttpClient.Redirect.NEVER)
                // Over plain HTTP the client would offer an h2c upgrade with each first request, for nothing.
                .version("https".equals(base.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .build();
    }

    URI base() {
        return base;
    }

    <T> Reply<T> post(String path, String bearer, Object body, Class<T> type, Duration timeout)
            throws InterruptedException {
        return switch (send(posting(path, bearer, body, timeout), type)) {
            case Reply.Ok<Optional<T>> ok
            when ok.value().isPresent() -> new Reply.Ok<>(ok.value().get());
            case Reply.Ok<Optional<T>> _ ->
                new Reply.Away<>("the build server's answer to " + path + " is empty", null);
            case Reply.Refused<Optional<T>> no -> new Reply.Refused<>(no.status(), no.code(), no.sentence());
            case Reply.Away<Optional<T>> away -> new Reply.Away<>(away.reason(), away.retryAfter());
        };
    }

    /// Posts what needs no more of an answer than that it was taken.
    Reply<Boolean> tell(String path, String bearer, Object body, Duration timeout) throws InterruptedException {
        HttpRequest request = posting(path, bearer, body, timeout);
        return exchange(request, _ -> true);
    }

    <T> Reply<Optional<T>> get(String path, String bearer, Class<T> type, Duration timeout)
            throws InterruptedException {
        return send(request(path, bearer, timeout).GET().build(), type);
    }

    /// Opens an event stream; the caller reads and closes it.
    Reply<InputStream> events(String path, String bearer, @Nullable String lastEventId, Duration timeout)
            throws InterruptedException {
        HttpRequest.Builder request = request(path, bearer, timeout).setHeader("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<InputStream> response = http.send(request.GET().build(), BodyHandlers.ofInputStream());
            if (response.statusCode() == 200) {
                return new Reply.Ok<>(response.body());
            }
            try (InputStream body = response.body()) {
                return failed(response, body.readNBytes(Limits.HTTP_BODY_BYTES));
            }
        } catch (IOException broken) {
            return new Reply.Away<>(reason(broken), null);
        }
    }

    private <T> Reply<Optional<T>> send(HttpRequest request, Class<T> type) throws InterruptedException {
        return exchange(
                request,
                response -> response.statusCode() == NO_CONTENT
                        ? Optional.empty()
                        : Optional.of(WireJson.read(response.body(), type)));
    }

    private <T> Reply<T> exchange(HttpRequest request, Reader<T> reader) throws InterruptedException {
        try {
            HttpResponse<byte[]> response =
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), Limits.HTTP_BODY_BYTES));
            return response.statusCode() / 100 == 2
                    ? new Reply.Ok<>(reader.read(response))
                    : failed(response, response.body());
        } catch (WireException strange) {
            return new Reply.Away<>(
                    "what answers at " + base + " does not speak our protocol: " + strange.getMessage(), null);
        } catch (IOException broken) {
            return new Reply.Away<>(reason(broken), null);
        }
    }

    private <T> Reply<T> failed(HttpResponse<?> response, byte[] body) {
        int status = response.statusCode();
        Problem problem = problem(body);
        if (problem == null) {
            return new Reply.Away<>(
                    "the build server at " + base + " answered HTTP " + status + " without saying why", null);
        }
        skew.observe(problem.serverTime());
        String sentence = problem.hint() == null ? problem.detail() : problem.detail() + "; " + problem.hint();
        return status == 429 || status == 408 || status >= 500
                ? new Reply.Away<>(sentence, retryAfter(response))
                : new Reply.Refused<>(status, problem.code(), sentence);
    }

    private static @Nullable Problem problem(byte[] body) {
        try {
            return WireJson.read(body, Problem.class);
        } catch (WireException notOurs) {
            return null;
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(null);
    }

    private HttpRequest.Builder request(String path, String bearer, Duration timeout) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(timeout)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + bearer);
    }

    private HttpRequest posting(String path, String bearer, Object body, Duration timeout) {
        return request(path, bearer, timeout)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(WireJson.bytes(body)))
                .build();
    }

    private String reason(IOException broken) {
        String what = switch (broken) {
            case HttpTimeoutException _ -> "no answer in time";
            case SSLException tls -> "TLS failed: " + tls.getMessage();
            case ConnectException refused
            when refused.getCause() instanceof UnresolvedAddressException -> "its host name is unknown";
            case ConnectException _ -> "the connection was refused";
            default -> broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
        };
        return "cannot reach the build server at " + base + ": " + what;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private interface Reader<T> {
        T read(HttpResponse<byte[]> response);
    }
}
