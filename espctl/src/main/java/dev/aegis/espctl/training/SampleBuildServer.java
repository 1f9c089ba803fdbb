package dev.aegis.espctl.training;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aegis.peer.PeerEngine;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.GrantAnswer;
import dev.aegis.protocol.control.GrantRequest;
import dev.aegis.protocol.control.QueueStatus;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A build server on loopback that grants every request, with one build machine.
public final class SampleBuildServer implements AutoCloseable {
    private static final int GRANT_SECS = 60;

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, SampleBuildMachine> machines = new ConcurrentHashMap<>();
    private final AtomicInteger jobs = new AtomicInteger();
    private final PeerEngine engine;
    private final SampleFirmware firmware;
    private final Clock clock;

    /// @param engine the WebRTC engine of the build machine
    /// @param firmware the artifacts of every build
    public SampleBuildServer(PeerEngine engine, SampleFirmware firmware, Clock clock) throws IOException {
        this.engine = engine;
        this.firmware = firmware;
        this.clock = clock;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    public String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String[] path = exchange.getRequestURI().getPath().split("/");
            if (path[1].equals("grant")) {
                answer(exchange, grant(WireJson.read(body, GrantRequest.class)));
                return;
            }
            SampleBuildMachine machine = machines.get(path[2]);
            if (machine == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            switch (path[3]) {
                case "offer" -> machine.meet(WireJson.read(body, SessionDescription.class));
                case "candidate" -> machine.add(WireJson.read(body, Candidate.class));
                default -> {
                    tell(exchange, machine);
                    return;
                }
            }
            answer(exchange, Map.of());
        }
    }

    private GrantAnswer grant(GrantRequest request) {
        String jobId = "training-" + jobs.incrementAndGet();
        SampleBuildMachine machine =
                new SampleBuildMachine(jobId, engine, request.peerFingerprint(), firmware, clock, threads);
        machines.put(jobId, machine);
        long now = clock.instant().getEpochSecond();
        return new GrantAnswer(
                jobId, "none", now + GRANT_SECS, List.of(), List.of(), now, new QueueStatus(0, null, null));
    }

    private static void answer(HttpExchange exchange, Object value) throws IOException {
        byte[] content = WireJson.bytes(value);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    private static void tell(HttpExchange exchange, SampleBuildMachine machine) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        int id = 0;
        for (@Nullable SignalingEvent event = machine.news(); event != null; event = machine.news()) {
            id++;
            out.write(("id: " + id + "\ndata: " + WireJson.text(event) + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    @Override
    public void close() {
        machines.values().forEach(SampleBuildMachine::close);
        http.stop(0);
        threads.shutdownNow();
    }
}
