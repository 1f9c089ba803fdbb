package dev.aegis.testkit.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aegis.protocol.Limits;
import dev.aegis.protocol.Problem;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.AgentRegistered;
import dev.aegis.protocol.control.AgentRegistration;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.control.JobResult;
import dev.aegis.protocol.control.LeaseRenewal;
import dev.aegis.protocol.control.LeaseState;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import dev.aegis.protocol.grant.AgentKey;
import dev.aegis.protocol.grant.AgentToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A build server with one machine. A test can wait for what the machine sends, and post what it shall receive.
public final class FakeControl implements AutoCloseable {
    public static final String SECRET = "enrolment-secret";
    public static final int LEASE_SECS = 3;

    private final Clock clock;
    private final GrantMaker grants;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> publicKeys = new ConcurrentHashMap<>();
    private final Map<String, Mailbox> mailboxes = new ConcurrentHashMap<>();
    private final Set<String> lostLeases = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<JobAssignment> jobs = new LinkedBlockingQueue<>();
    private final BlockingQueue<AgentRegistration> registrations = new LinkedBlockingQueue<>();
    private final BlockingQueue<LeaseRenewal> renewals = new LinkedBlockingQueue<>();
    private final BlockingQueue<JobResult> results = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> drains = new LinkedBlockingQueue<>();
    private final int port;
    private @Nullable HttpServer server;

    public FakeControl(Clock clock) {
        this.clock = clock;
        this.grants = new GrantMaker("http://build.example", clock);
        this.port = listen(0);
    }

    private int listen(int wanted) {
        try {
            HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 64);
            fresh.setExecutor(threads);
            fresh.createContext("/", this::handle);
            fresh.start();
            server = fresh;
            return fresh.getAddress().getPort();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Signs grants as this server does.
    public GrantMaker grants() {
        return grants;
    }

    /// Stops listening on the port.
    public void stop() {
        HttpServer now = server;
        if (now != null) {
            now.stop(0);
        }
        server = null;
    }

    /// Listens on the same port again, without any record of machines or leases.
    public void startAgain() {
        publicKeys.clear();
        listen(port);
    }

    public void assign(JobAssignment job) {
        jobs.add(job);
    }

    public void loseLease(String jobId) {
        lostLeases.add(jobId);
    }

    /// Ends every open event stream in the middle.
    public void cutStreams(String jobId) {
        mailbox(jobId).cut();
    }

    public void toMachine(String jobId, SignalingEvent event) {
        mailbox(jobId).post(event);
    }

    public SignalingEvent fromMachine(String jobId) throws InterruptedException {
        return awaited(mailbox(jobId).fromMachine(), "an answer or candidate for " + jobId);
    }

    public AgentRegistration registration() throws InterruptedException {
        return awaited(registrations, "a registration");
    }

    public LeaseRenewal renewal() throws InterruptedException {
        return awaited(renewals, "a lease renewal");
    }

    public JobResult result() throws InterruptedException {
        return awaited(results, "a result");
    }

    public void drained() throws InterruptedException {
        awaited(drains, "a drain");
    }

    private static <T> T awaited(BlockingQueue<T> queue, String what) throws InterruptedException {
        T value = queue.poll(60, TimeUnit.SECONDS);
        if (value == null) {
            throw new AssertionError("waited 60 s for " + what);
        }
        return value;
    }

    private Mailbox mailbox(String jobId) {
        return mailboxes.computeIfAbsent(jobId, _ -> new Mailbox());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/");
            byte[] body = exchange.getRequestBody().readNBytes(Limits.HTTP_BODY_BYTES);
            try {
                if (body.length > 0
                        && !"application/json"
                                .equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
                    problem(exchange, 415, "not_json", "the body is not declared as JSON");
                } else if (path.length == 3 && path[2].equals("register")) {
                    register(exchange, body);
                } else if (!isKnown(exchange)) {
                    problem(exchange, 401, "agent_unknown", "no such machine");
                } else {
                    route(exchange, path, body);
                }
            } catch (WireException malformed) {
                problem(exchange, 400, "malformed", String.valueOf(malformed.getMessage()));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void route(HttpExchange exchange, String[] path, byte[] body) throws IOException, InterruptedException {
        String last = path[path.length - 1];
        switch (last) {
            case "jobs" -> nextJob(exchange);
            case "lease" -> lease(exchange, path[3], WireJson.read(body, LeaseRenewal.class));
            case "result" -> {
                results.add(WireJson.read(body, JobResult.class));
                empty(exchange);
            }
            case "drain" -> {
                drains.add("drain");
                empty(exchange);
            }
            case "events" -> mailbox(path[2]).stream(exchange);
            case "answer" -> {
                mailbox(path[2])
                        .fromMachine()
                        .add(new SignalingEvent.Answered(WireJson.read(body, SessionDescription.class)));
                empty(exchange);
            }
            case "candidate" -> {
                mailbox(path[2]).fromMachine().add(new SignalingEvent.Trickled(WireJson.read(body, Candidate.class)));
                empty(exchange);
            }
            default -> problem(exchange, 404, "no_such_route", exchange.getRequestURI() + " is not a route");
        }
    }

    private void register(HttpExchange exchange, byte[] body) throws IOException {
        AgentRegistration registration = WireJson.read(body, AgentRegistration.class);
        String agentId = AgentKey.idOf(registration.publicKey());
        if (!bearer(exchange).equals(SECRET)) {
            problem(exchange, 401, "secret_wrong", "the enrolment secret is wrong");
            return;
        }
        AgentToken.verify(registration.proof(), registration.publicKey(), AgentToken.REGISTER, clock);
        publicKeys.put(agentId, registration.publicKey());
        registrations.add(registration);
        json(exchange, new AgentRegistered(agentId, grants.issuerId(), grants.publicKeys(), LEASE_SECS, now()));
    }

    private boolean isKnown(HttpExchange exchange) {
        try {
            String token = bearer(exchange);
            String key = publicKeys.get(AgentToken.claimedAgentId(token));
            if (key != null) {
                AgentToken.verify(token, key, grants.issuerId(), clock);
            }
            return key != null;
        } catch (WireException malformed) {
            return false;
        }
    }

    private void nextJob(HttpExchange exchange) throws IOException, InterruptedException {
        JobAssignment job = jobs.poll(10, TimeUnit.SECONDS);
        if (job == null) {
            empty(exchange);
        } else {
            json(exchange, job);
        }
    }

    private void lease(HttpExchange exchange, String jobId, LeaseRenewal renewal) throws IOException {
        renewals.add(renewal);
        if (lostLeases.contains(jobId)) {
            problem(exchange, 409, "lease_lost", "the job went to another machine");
        } else {
            json(exchange, new LeaseState(now() + LEASE_SECS, now()));
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static String bearer(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header == null ? "" : header.replaceFirst("^Bearer ", "");
    }

    private void problem(HttpExchange exchange, int status, String code, String detail) throws IOException {
        byte[] body = WireJson.bytes(new Problem("urn:aegis:problem:" + code, code, status, code, detail, null, now()));
        exchange.getResponseHeaders().set("Content-Type", Problem.MEDIA_TYPE);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void json(HttpExchange exchange, Object value) throws IOException {
        byte[] body = WireJson.bytes(value);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void empty(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(204, -1);
    }

    @Override
    public void close() {
        mailboxes.values().forEach(Mailbox::cut);
        stop();
        threads.shutdownNow();
    }
}
