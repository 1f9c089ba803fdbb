package dev.aegis.controlclient;

import dev.aegis.protocol.Problem;
import dev.aegis.protocol.Timestamped;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.Health;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// HTTP to one build server: JSON out, JSON or a problem document back. Each answer is limited in size, and each
/// request
/// has a deadline that covers the whole answer. An interrupted request is cancelled.
public final class ServerConnection implements AutoCloseable {
    private static final int NO_CONTENT = 204;
    private static final int UNAVAILABLE = 503;

    private final URI server;
    private final ConnectionSettings settings;
    private final ClockSkew skew;
    private final HttpClient http;
    private final @Nullable FailureCause badUrl;

    /// @param server its address, without a slash at the end
    /// @param skew measured by each answer that names the server's time
    public ServerConnection(URI server, ConnectionSettings settings, ClockSkew skew) {
        this.server = server;
        this.settings = settings;
        this.skew = skew;
        this.http = HttpClients.create(server, settings);
        this.badUrl = badUrl(server);
    }

    public URI server() {
        return server;
    }

    public ClockSkew skew() {
        return skew;
    }

    /// Returns the server's health, also when it is degraded or draining. Needs no key.
    public Answer<Health> health(Duration within) throws InterruptedException {
        return exchange("/health", null, HttpRequest.Builder::GET, within)
                .then(answer -> isSuccess(answer) || answer.statusCode() == UNAVAILABLE
                        ? json(answer, Health.class)
                        : rejected(answer));
    }

    public <T> Answer<T> get(String path, String key, Class<T> type, Duration within) throws InterruptedException {
        return exchange(path, key, HttpRequest.Builder::GET, within)
                .then(answer -> isSuccess(answer) ? json(answer, type) : rejected(answer));
    }

    /// Returns the content of an answer, or nothing when the server answers that there is none (204).
    public <T> Answer<Optional<T>> find(String path, String key, Class<T> type, Duration within)
            throws InterruptedException {
        return exchange(path, key, HttpRequest.Builder::GET, within)
                .then(answer -> answer.statusCode() == NO_CONTENT
                        ? new Answer.Ok<>(Optional.empty())
                        : isSuccess(answer)
                                ? json(answer, type).then(value -> new Answer.Ok<>(Optional.of(value)))
                                : rejected(answer));
    }

    public <T> Answer<T> post(String path, String key, Object body, Class<T> type, Duration within)
            throws InterruptedException {
        return exchange(path, key, posting(body), within)
                .then(answer -> isSuccess(answer) ? json(answer, type) : rejected(answer));
    }

    /// Posts a message whose successful answer has no content.
    public Answer<Accepted> send(String path, String key, Object body, Duration within) throws InterruptedException {
        return exchange(path, key, posting(body), within)
                .then(answer -> isSuccess(answer) ? new Answer.Ok<>(Accepted.ACCEPTED) : rejected(answer));
    }

    /// Opens the signaling events of one job, from the first one on.
    ///
    /// @param key gives the key of each request
    public SignalingStream signaling(String jobId, Supplier<String> key, StreamPolicy policy) {
        return signaling(jobId, key, policy, StreamLimits.STANDARD);
    }

    SignalingStream signaling(String jobId, Supplier<String> key, StreamPolicy policy, StreamLimits limits) {
        String path = "/signaling/" + jobId + "/events";
        EventStream.Opener opener = (lastId, sink) -> openEvents(path, key.get(), lastId, limits, sink);
        return new SignalingStream(server, new EventStream(server, opener, policy), policy);
    }

    private EventConnection openEvents(
            String path, String key, @Nullable String lastId, StreamLimits limits, EventConnection.Sink sink) {
        EventConnection connection = new EventConnection(limits, sink);
        FailureCause obstacle = obstacle(key);
        if (obstacle != null) {
            connection.fail(obstacle);
            return connection;
        }
        HttpRequest.Builder request = request(path, key).setHeader("Accept", "text/event-stream");
        if (lastId != null) {
            request.setHeader("Last-Event-ID", lastId);
        }
        connection.open(http, request.GET().build(), this::rejection);
        return connection;
    }

    /// Returns why no request can be made at all, or null.
    private @Nullable FailureCause obstacle(@Nullable String key) {
        boolean isSendable = key == null || key.chars().allMatch(c -> c >= ' ' && c <= '~');
        return isSendable ? badUrl : new FailureCause.BadKey();
    }

    private static @Nullable FailureCause badUrl(URI server) {
        try {
            var _ = HttpRequest.newBuilder(server);
            return null;
        } catch (IllegalArgumentException notHttp) {
            return new FailureCause.BadUrl(String.valueOf(notHttp.getMessage()));
        }
    }

    private HttpRequest.Builder request(String path, @Nullable String key) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + path)).header("Accept", "application/json");
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    private static Step posting(Object body) {
        return request -> request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(WireJson.bytes(body)));
    }

    private Answer<HttpResponse<byte[]>> exchange(String path, @Nullable String key, Step step, Duration within)
            throws InterruptedException {
        FailureCause obstacle = obstacle(key);
        return obstacle == null ? exchange(step.on(request(path, key)).build(), within) : failed(obstacle);
    }

    // HttpRequest.timeout ends when the head of the answer arrives, so the wait for the whole answer has its own
    // deadline. Cancelling closes the connection.
    private Answer<HttpResponse<byte[]>> exchange(HttpRequest request, Duration within) throws InterruptedException {
        AtomicBoolean begun = new AtomicBoolean();
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, _ -> {
            begun.set(true);
            return new BoundedBody(settings.answerBytes());
        });
        try {
            return new Answer.Ok<>(answer.get(within.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return failed(begun.get() ? new FailureCause.Stalled() : new FailureCause.TimedOut());
        } catch (ExecutionException broken) {
            return failed(FailureCauses.of(broken));
        } finally {
            answer.cancel(true);
        }
    }

    private <T> Answer<T> json(HttpResponse<byte[]> answer, Class<T> type) {
        try {
            T value = WireJson.read(answer.body(), type);
            if (value instanceof Timestamped timestamped) {
                skew.observe(timestamped.serverTime());
            }
            return new Answer.Ok<>(value);
        } catch (WireException other) {
            return failed(new FailureCause.NotOurProtocol("its answer cannot be used: " + other.getMessage()));
        }
    }

    private <T> Answer<T> rejected(HttpResponse<byte[]> answer) {
        return failed(rejection(answer));
    }

    private FailureCause rejection(HttpResponse<byte[]> answer) {
        try {
            Optional<Problem> problem = FailureCauses.problem(answer.headers(), answer.body());
            problem.ifPresent(known -> skew.observe(known.serverTime()));
            return problem.map(known -> FailureCauses.of(answer.statusCode(), answer.headers(), known))
                    .orElseGet(() -> FailureCauses.unexpected(answer.statusCode(), answer.headers()));
        } catch (WireException broken) {
            return new FailureCause.NotOurProtocol("its problem document cannot be used: " + broken.getMessage());
        }
    }

    private <T> Answer<T> failed(FailureCause cause) {
        return new Answer.Failed<>(new RequestFailure(server, cause));
    }

    private static boolean isSuccess(HttpResponse<?> answer) {
        return answer.statusCode() / 100 == 2;
    }

    /// Cancels what is in progress.
    @Override
    public void close() {
        http.shutdownNow();
    }

    private interface Step {
        HttpRequest.Builder on(HttpRequest.Builder request);
    }
}
