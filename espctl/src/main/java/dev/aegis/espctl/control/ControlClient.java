package dev.aegis.espctl.control;

import dev.aegis.controlclient.Answer;
import dev.aegis.controlclient.ClockSkew;
import dev.aegis.controlclient.ConnectionSettings;
import dev.aegis.controlclient.FailureCause;
import dev.aegis.controlclient.RequestFailure;
import dev.aegis.controlclient.ServerConnection;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.Interruption;
import dev.aegis.espctl.settings.Server;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.GrantAnswer;
import dev.aegis.protocol.control.GrantRequest;
import dev.aegis.protocol.control.Health;
import dev.aegis.protocol.control.JobSpec;
import dev.aegis.protocol.control.Preview;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.Versions;
import dev.aegis.protocol.control.WhoAmI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The build server's calls for users, one method each. Every one throws a `Failure` that says what to do when there is
/// no usable answer.
public final class ControlClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration PARTING = Duration.ofSeconds(2);
    private static final int MOST_ANSWER_BYTES = 4 * 1024 * 1024;

    private final Server server;
    private final Duration within;
    private final ServerConnection connection;

    public ControlClient(Server server, Clock clock) {
        this(server, clock, CONNECT, ANSWER);
    }

    /// For callers that prefer no answer to a late one.
    ///
    /// @param within deadline of each answer
    public ControlClient(Server server, Clock clock, Duration within) {
        this(server, clock, within, within);
    }

    private ControlClient(Server server, Clock clock, Duration connectWithin, Duration within) {
        this.server = server;
        this.within = within;
        this.connection = new ServerConnection(
                server.address().uri(),
                new ConnectionSettings(connectWithin, HttpClient.Version.HTTP_1_1, MOST_ANSWER_BYTES, null),
                new ClockSkew(clock));
    }

    public Server server() {
        return server;
    }

    /// The difference of the clocks, by the answers so far.
    public ClockSkew skew() {
        return connection.skew();
    }

    /// Returns the server's health, also when it is degraded or draining. Needs no key.
    public Health health() {
        return value(() -> connection.health(within));
    }

    public WhoAmI whoAmI() {
        return value(() -> connection.get("/whoami", key(), WhoAmI.class, within));
    }

    public Versions versions() {
        return value(() -> connection.get("/versions", key(), Versions.class, within));
    }

    /// Returns what a grant request would get now.
    ///
    /// @return nothing when the server is too old for this call
    public Optional<Preview> preview(JobSpec job) {
        try {
            return Optional.of(value(() -> connection.post("/grant/preview", key(), job, Preview.class, within)));
        } catch (Failure failure) {
            if (failure.code().equals("no_such_route")) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /// Returns the failure to report when the caller stops waiting for an answer.
    public Failure tooSlow() {
        return ServerFailures.of(server, new RequestFailure(connection.server(), new FailureCause.TimedOut()));
    }

    public GrantAnswer requestGrant(GrantRequest request) {
        return value(() -> connection.post("/grant/request", key(), request, GrantAnswer.class, within));
    }

    public void offer(String jobId, SessionDescription offer) {
        var _ = value(() -> connection.send("/signaling/" + jobId + "/offer", key(), offer, within));
    }

    public void candidate(String jobId, Candidate candidate) {
        var _ = value(() -> connection.send("/signaling/" + jobId + "/candidate", key(), candidate, within));
    }

    /// Ends a job that has no session yet. An older server does not know this call.
    public void withdraw(String jobId) {
        var _ = value(() -> connection.send("/signaling/" + jobId + "/withdraw", key(), Map.of(), PARTING));
    }

    /// Follows a job, from its first event on.
    public JobEvents events(String jobId) {
        return new JobEvents(server, connection, jobId);
    }

    @Override
    public void close() {
        connection.close();
    }

    private String key() {
        return server.requireKey().reveal();
    }

    private <T> T value(Request<T> request) {
        try {
            return request.send().orElseThrow(failure -> ServerFailures.of(server, failure));
        } catch (InterruptedException interrupted) {
            throw Interruption.of(interrupted);
        }
    }

    private interface Request<T> {
        Answer<T> send() throws InterruptedException;
    }
}
