package dev.aegis.system;

import dev.aegis.peer.Certificates;
import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.PeerLink;
import dev.aegis.peer.webrtc.WebRtcEngine;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.GrantAnswer;
import dev.aegis.protocol.control.GrantRequest;
import dev.aegis.protocol.control.JobSpec;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import dev.aegis.protocol.grant.MachineProof;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A small client of docs/protocol.md. It tests the build machine without the code of espctl.
final class TestClient implements AutoCloseable {
    private static final List<ChannelName> CHANNELS = List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE);

    private final URI server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final PeerEngine engine = WebRtcEngine.onLoopback(null);

    TestClient(URI server) {
        this.server = server;
    }

    /// Requests a grant and connects to the machine that takes the job.
    ///
    /// @param agentId the machine that must take the job; null for any
    TestSession open(@Nullable String agentId) throws Exception {
        DtlsCertificate certificate = Certificates.create(Clock.systemUTC());
        GrantAnswer grant = grant(certificate.fingerprint(), agentId);
        BlockingQueue<SignalingEvent> events = events(grant.jobId());
        PeerLink link = engine.open(
                new LinkSettings(certificate, grant.iceServers(), false, CHANNELS, null, 4 << 20),
                (candidate, mid, index) -> Thread.ofVirtual()
                        .start(() -> post(grant.jobId(), "candidate", new Candidate(candidate, mid, index, 1))));
        post(grant.jobId(), "offer", new SessionDescription(link.createOffer(), 1, null));
        SessionDescription answer = answer(events, link);
        var machine = answer.machine();
        if (machine == null) {
            throw new AssertionError("the answer names no machine");
        }
        MachineProof.verify(
                machine, grant.jobId(), Fingerprint.inSdp(answer.sdp()).getFirst());
        Thread.ofVirtual().start(() -> relay(events, link));
        link.awaitConnected(Duration.ofSeconds(30));
        return TestSession.start(link, machine.agentId());
    }

    GrantAnswer grant(Fingerprint own, @Nullable String agentId) throws Exception {
        GrantRequest request = new GrantRequest(
                own, new JobSpec(CHANNELS, "esp32c3", null, null, null, "project", agentId), null, null);
        HttpResponse<String> response = send("/grant/request", request);
        if (response.statusCode() != 200) {
            throw new AssertionError("the grant was refused: " + response.body());
        }
        return WireJson.read(response.body(), GrantAnswer.class);
    }

    void post(String jobId, String resource, Object body) {
        try {
            HttpResponse<String> response = send("/signaling/" + jobId + "/" + resource, body);
            if (response.statusCode() != 204 && resource.equals("offer")) {
                throw new AssertionError(resource + " was refused: " + response.body());
            }
        } catch (Exception broken) {
            throw new AssertionError("cannot post " + resource, broken);
        }
    }

    /// Returns a queue that the signaling events of a job are added to.
    BlockingQueue<SignalingEvent> events(String jobId) {
        BlockingQueue<SignalingEvent> events = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> {
            try (Stream<String> lines = http.send(
                            request("/signaling/" + jobId + "/events").GET().build(), BodyHandlers.ofLines())
                    .body()) {
                lines.filter(line -> line.startsWith("data:"))
                        .map(line ->
                                WireJson.read(line.substring("data:".length()).strip(), SignalingEvent.class))
                        .forEach(events::add);
            } catch (Exception over) {
                // The test stopped the server, or the job has ended.
            }
        });
        return events;
    }

    private SessionDescription answer(BlockingQueue<SignalingEvent> events, PeerLink link) throws InterruptedException {
        while (true) {
            switch (events.poll(60, TimeUnit.SECONDS)) {
                case SignalingEvent.Answered answered -> {
                    try {
                        link.acceptAnswer(answered.answer().sdp());
                    } catch (dev.aegis.peer.LinkException broken) {
                        throw new AssertionError(broken);
                    }
                    return answered.answer();
                }
                case SignalingEvent.Ended ended -> throw new AssertionError("the job ended: " + ended);
                case null -> throw new AssertionError("no SDP answer within 60 s");
                default -> {}
            }
        }
    }

    private static void relay(BlockingQueue<SignalingEvent> events, PeerLink link) {
        try {
            while (true) {
                if (events.take() instanceof SignalingEvent.Trickled trickled) {
                    Candidate next = trickled.candidate();
                    link.addRemoteCandidate(next.candidate(), next.sdpMid(), next.sdpMlineIndex());
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> send(String path, Object body) throws Exception {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(WireJson.text(body)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).header("Authorization", "Bearer " + Fleet.ACCESS_KEY);
    }

    @Override
    public void close() {
        engine.close();
        http.shutdownNow();
    }
}
