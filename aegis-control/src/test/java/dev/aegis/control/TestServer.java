package dev.aegis.control;

import dev.aegis.control.http.Route;
import dev.aegis.control.state.embedded.EmbeddedState;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.Problem;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.GrantAnswer;
import dev.aegis.testkit.MovableClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A real server on a free port, a movable clock, and a client. When it is closed, it compares every status that was
/// answered with the statuses that the routes declare.
final class TestServer implements AutoCloseable {
    static final String ACCESS_KEY = "access-key-of-the-tests";
    static final String ENROLMENT_SECRET = "enrolment-secret-of-the-tests";
    static final Fingerprint FINGERPRINT = new Fingerprint("sha-256:" + "AB:".repeat(31) + "AB");
    private static final Pattern COUNTED =
            Pattern.compile("aegis_http_requests_total\\{route=\"([^\"]+)\",status=\"(\\d+)\"}.*");

    final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T12:00:00Z"));
    final EmbeddedState state;
    final ControlServer server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private TestServer(Path directory, String... more) throws IOException {
        ControlSettings settings = settings(directory, more);
        this.state = new EmbeddedState(settings.scheduling(), clock);
        this.server = ControlServer.start(settings, state, clock);
    }

    static TestServer start(Path directory, String... more) throws IOException {
        return new TestServer(directory, more);
    }

    /// @param more settings as flags, or as variables: `--grant-ttl-secs=5`, `TURN_SECRET=x`
    static ControlSettings settings(Path directory, String... more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("CONTROL_LISTEN", "127.0.0.1:0");
        environment.put("CONTROL_STATE_DIR", directory.toString());
        environment.put("MCP_AUTH_SECRET", ACCESS_KEY);
        environment.put("AGENT_AUTH_SECRET", ENROLMENT_SECRET);
        List<String> flags = new ArrayList<>();
        for (String setting : more) {
            if (setting.startsWith("--")) {
                flags.add(setting);
            } else {
                environment.put(
                        setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
            }
        }
        return ControlSettings.read(List.of(), environment, flags);
    }

    HttpResponse<String> get(String path, String bearer) {
        return send(request(path, bearer).GET());
    }

    HttpResponse<String> post(String path, String bearer, Object body) {
        return send(request(path, bearer)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(
                        body instanceof String text
                                ? text.getBytes(java.nio.charset.StandardCharsets.UTF_8)
                                : WireJson.bytes(body))));
    }

    HttpRequest.Builder request(String path, String bearer) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.address() + path)).timeout(Duration.ofSeconds(30));
        return bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException("the request got no answer", broken);
        }
    }

    EventReader follow(String jobId, String bearer, String... lastEventId) {
        HttpRequest.Builder request = request("/signaling/" + jobId + "/events", bearer);
        if (lastEventId.length > 0) {
            request.header("Last-Event-ID", lastEventId[0]);
        }
        try {
            HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the event stream was refused: " + response.statusCode());
            }
            return new EventReader(response.body());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException("the event stream got no answer", broken);
        }
    }

    GrantAnswer grant(Map<String, Object> more) {
        return WireJson.read(post("/grant/request", ACCESS_KEY, body(more)).body(), GrantAnswer.class);
    }

    GrantAnswer grant() {
        return grant(Map.of());
    }

    /// The body of a request for a grant, with some fields changed; a value of `""` removes the field.
    static Map<String, Object> body(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "peer_fingerprint", FINGERPRINT.text(), "required_channels", List.of("espctl"), "target", "esp32c3"));
        body.putAll(more);
        body.values().removeIf(""::equals);
        return body;
    }

    static Problem problem(HttpResponse<String> response) {
        return WireJson.read(response.body(), Problem.class);
    }

    @Override
    public void close() {
        try {
            List<String> undeclared = undeclaredStatuses();
            if (!undeclared.isEmpty()) {
                throw new AssertionError("answered, but not declared by the route: " + undeclared);
            }
        } finally {
            http.shutdownNow();
            server.close();
        }
    }

    private List<String> undeclaredStatuses() {
        List<String> undeclared = new ArrayList<>();
        for (String line : get("/metrics", "").body().split("\n", -1)) {
            Matcher counted = COUNTED.matcher(line);
            if (counted.matches() && !isDeclared(counted.group(1), Integer.parseInt(counted.group(2)))) {
                undeclared.add(counted.group(1) + " " + counted.group(2));
            }
        }
        return undeclared;
    }

    private boolean isDeclared(String name, int status) {
        return name.equals("(none)")
                || status == 204
                || server.routes().stream()
                        .filter(route -> (route.method() + " " + route.path()).equals(name))
                        .map(Route::statuses)
                        .anyMatch(statuses -> statuses.contains(status));
    }
}
