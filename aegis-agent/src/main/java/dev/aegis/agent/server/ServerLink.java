package dev.aegis.agent.server;

import dev.aegis.agent.session.JobHandler;
import dev.aegis.controlclient.Accepted;
import dev.aegis.controlclient.ClockSkew;
import dev.aegis.controlclient.ConnectionSettings;
import dev.aegis.controlclient.ServerConnection;
import dev.aegis.protocol.Limits;
import dev.aegis.protocol.grant.AgentKey;
import dev.aegis.protocol.grant.GrantVerifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The machine's connection to the build server, with start, drain and stop.
public final class ServerLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerLink.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration POLL_ENDS = Duration.ofSeconds(3);

    private final Enrolment enrolment;
    private final Supplier<Backoff> backoffs;
    private final ExecutorService leaseThreads = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().name("lease-connection-", 1).daemon(true).factory());
    private final ServerConnection connection;
    private final ServerConnection leaseConnection;
    private final BuildServer server;
    private final LeasedJobs held = new LeasedJobs();
    private final Registration registration;
    private final LeaseKeeper leases;
    private volatile @Nullable Running running;

    public ServerLink(ServerSettings settings, Supplier<Capabilities> offer, Clock clock, SecureRandom random) {
        StateDirectory state = new StateDirectory(settings.stateDirectory());
        ClockSkew skew = new ClockSkew(clock, new ClockWarning());
        AgentKey key = new AgentKey(state.key(random), clock);
        enrolment = new Enrolment(
                state, key, settings.secret(), settings.buildServer().toString(), clock);
        backoffs = () -> new Backoff(LONGEST_PAUSE, random);
        connection = connection(settings.buildServer(), Executors.newVirtualThreadPerTaskExecutor(), skew);
        leaseConnection = connection(settings.buildServer(), leaseThreads, skew);
        server = new BuildServer(connection, enrolment::bearer);
        registration = new Registration(enrolment, server, offer, held, backoffs.get());
        leases = new LeaseKeeper(new BuildServer(leaseConnection, enrolment::bearer), held, registration);
    }

    static ServerConnection connection(URI buildServer, Executor executor, ClockSkew skew) {
        return new ServerConnection(
                buildServer,
                new ConnectionSettings(CONNECT, HttpClient.Version.HTTP_2, Limits.HTTP_BODY_BYTES, executor),
                skew);
    }

    /// Returns the key that signs for this machine.
    public AgentKey key() {
        return enrolment.key();
    }

    /// Returns a verifier of grants with the keys that are pinned now.
    public GrantVerifier verifier() {
        return enrolment.verifier();
    }

    /// Enrols without a retry.
    ///
    /// @param renew whether to replace the pinned keys by the current keys of the build server
    /// @return a summary of the pinned keys for the operator
    public String enrol(boolean renew) throws ServerException, InterruptedException {
        if (renew) {
            enrolment.forgetPins();
        } else {
            enrolment.loadPins();
        }
        registration.once();
        return enrolment.summary();
    }

    /// Registers, with retries until the build server answers, then takes jobs until `drain`.
    public void start(JobHandler handler, int maxJobs) throws ServerException, InterruptedException {
        enrolment.loadPins();
        registration.insist();
        leases.start();
        JobRunner runner = new JobRunner(server, held, handler, backoffs, maxJobs);
        JobPoll poll = new JobPoll(server, registration, runner, backoffs.get());
        Thread thread = Thread.ofVirtual().name("poll").start(() -> {
            try {
                poll.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        running = new Running(runner, poll, thread);
    }

    /// Takes no more jobs, and announces this to the build server.
    public void drain() throws InterruptedException {
        Running now = running;
        if (now == null) {
            return;
        }
        now.poll().drain();
        switch (server.drain()) {
            case Reply.Ok<Accepted> _ -> LOG.info("the drain is announced to the build server");
            case Reply.Refused<Accepted> no -> LOG.info("the build server refused the drain: {}", no.sentence());
            case Reply.Unavailable<Accepted> away -> LOG.info("the drain could not be announced: {}", away.reason());
        }
        if (!now.pollThread().join(POLL_ENDS)) {
            now.pollThread().interrupt();
        }
    }

    /// Waits until every job has ended and its result is posted.
    public boolean awaitIdle(Duration atMost) throws InterruptedException {
        Running now = running;
        return now == null || now.runner().awaitIdle(atMost);
    }

    @Override
    public void close() {
        Running now = running;
        if (now != null) {
            now.poll().drain();
            now.pollThread().interrupt();
            now.runner().close();
        }
        leases.close();
        connection.close();
        leaseConnection.close();
        leaseThreads.shutdownNow();
    }

    private record Running(JobRunner runner, JobPoll poll, Thread pollThread) {}
}
