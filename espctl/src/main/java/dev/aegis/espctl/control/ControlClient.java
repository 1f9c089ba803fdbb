package dev.aegis.espctl.control;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.Interruption;
import dev.aegis.espctl.settings.Server;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.GrantAnswer;
import dev.aegis.protocol.control.GrantRequest;
import dev.aegis.protocol.control.Health;
import dev.aegis.protocol.control.Preview;
import dev.aegis.protocol.control.PreviewRequest;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.Versions;
import dev.aegis.protocol.control.WhoAmI;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// The build server's HTTP API, typed. Every failure comes out as a `Failure` that says what to do.
public final class ControlClient implements AutoCloseable {
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_ANSWER_BYTES = 4 * 1024 * 1024;

    private final Server server;
    private final Duration connectPatience;
    private final Duration answerPatience;
    private final HttpClient http;
    private final ClockSkew skew;

    public ControlClient(Server server, Clock clock) {
        this(server, clock, CONNECT_PATIENCE, ANSWER_PATIENCE);
    }

    /// For somebody who would rather have no answer than wait.
    ///
    /// @param patience for the beginning of each answer
    public ControlClient(Server server, Clock clock, Duration patience) {
        this(server, clock, patience, patience);
    }

    private ControlClient(Server server, Clock clock, Duration connectPatience, Duration answerPatience) {
        this.server = server;
        this.connectPatience = connectPatience;
        this.answerPatience = answerPatience;
        this.skew = new ClockSkew(clock);
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectPatience)
                .followRedirects(HttpClient.Redirect.NEVER);
        if ("http".equals(server.address().uri().getScheme())) {
            builder.sslContext(trustingNobody());
        }
        this.http = builder.build();
    }

    /// A client has a TLS context even if it never speaks TLS, and the default one reads every certificate authority of
    /// the system first.
    private static SSLContext trustingNobody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has TLS", impossible);
        }
    }

    public Server server() {
        return server;
    }

    /// What the answers so far say about the two clocks.
    public ClockSkew skew() {
        return skew;
    }

    /// The server's health, also when it is not well. Needs no key.
    public Health health() {
        HttpResponse<byte[]> answer =
                send(HttpRequest.newBuilder(server.address().at("/health"))
                        .timeout(connectPatience)
                        .GET()
                        .build());
        if (answer.statusCode() != 200 && answer.statusCode() != 503) {
            throw Problems.failure(server, answer);
        }
        return read(answer, Health.class, Health::serverTime);
    }

    public WhoAmI whoAmI() {
        return read(accepted(authorized("/whoami").GET()), WhoAmI.class, WhoAmI::serverTime);
    }

    public Versions versions() {
        return read(accepted(authorized("/versions").GET()), Versions.class, Versions::serverTime);
    }

    /// What a request for permission would get now.
    ///
    /// @return nothing when the server is too old to say
    public Optional<Preview> preview(PreviewRequest request) {
        try {
            return Optional.of(read(accepted(post("/grant/preview", request)), Preview.class, Preview::serverTime));
        } catch (Failure failure) {
            if (failure.code().equals("no_such_route")) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /// What is to be said when nobody wants to wait any longer.
    public Failure tooSlow() {
        return Unreachable.silent(server);
    }

    public GrantAnswer requestGrant(GrantRequest request) {
        return read(accepted(post("/grant/request", request)), GrantAnswer.class, GrantAnswer::serverTime);
    }

    public void offer(String jobId, SessionDescription offer) {
        accepted(post("/signaling/" + jobId + "/offer", offer));
    }

    public void candidate(String jobId, Candidate candidate) {
        accepted(post("/signaling/" + jobId + "/candidate", candidate));
    }

    /// Follows what happens to a job, from its beginning.
    public SignalingStream events(String jobId) {
        return new SignalingStream(this, "/signaling/" + jobId + "/events");
    }

    HttpResponse<InputStream> openEvents(String path, long lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = authorized(path)
                .timeout(connectPatience)
                .header("Accept", "text/event-stream")
                .GET();
        if (lastEventId > 0) {
            request.header("Last-Event-ID", Long.toString(lastEventId));
        }
        return http.send(request.build(), BodyHandlers.ofInputStream());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder authorized(String path) {
        return HttpRequest.newBuilder(server.address().at(path))
                .timeout(answerPatience)
                .header("Authorization", "Bearer " + server.requireKey().reveal());
    }

    private HttpRequest.Builder post(String path, Object body) {
        return authorized(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(WireJson.bytes(body)));
    }

    private HttpResponse<byte[]> accepted(HttpRequest.Builder request) {
        HttpResponse<byte[]> answer =
                send(request.header("Accept", "application/json").build());
        if (answer.statusCode() >= 300) {
            throw Problems.failure(server, answer);
        }
        return answer;
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] content = body.readNBytes(MOST_ANSWER_BYTES + 1);
                if (content.length > MOST_ANSWER_BYTES) {
                    throw Problems.notABuildServer(server, "its answer does not end");
                }
                return new WholeAnswer(answer, content);
            }
        } catch (IOException broken) {
            throw Unreachable.failure(server, broken);
        } catch (InterruptedException interrupted) {
            throw Interruption.of(interrupted);
        } catch (IllegalArgumentException unusable) {
            throw new Failure(
                    ExitCode.NOT_CONFIGURED,
                    "key_malformed",
                    "the access key holds a character that no access key has",
                    "espctl login --token KEY --server " + server.address(),
                    unusable);
        }
    }

    private <T> T read(HttpResponse<byte[]> answer, Class<T> type, ToLongFunction<T> serverTime) {
        try {
            T value = WireJson.read(answer.body(), type);
            skew.heard(serverTime.applyAsLong(value));
            return value;
        } catch (WireException other) {
            throw Problems.notABuildServer(server, "its answer is " + other.getMessage());
        }
    }
}
