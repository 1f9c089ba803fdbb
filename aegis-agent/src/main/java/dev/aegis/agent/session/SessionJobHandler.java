package dev.aegis.agent.session;

import dev.aegis.agent.session.LinkSetup.Opened;
import dev.aegis.peer.Certificates;
import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.PeerLink;
import dev.aegis.peer.SendRateLimits;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.grant.AgentKey;
import dev.aegis.protocol.grant.Grant;
import dev.aegis.protocol.grant.GrantVerification;
import dev.aegis.protocol.grant.GrantVerifier;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Handles each job: checks its grant, sets up its link and runs its session.
public final class SessionJobHandler implements JobHandler {
    /// The channels that this machine has handlers for.
    public static final List<ChannelName> CHANNELS = List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE);

    /// The receive window of one channel, in bytes: the most unread data that this machine holds for a client.
    static final int MAX_WINDOW_BYTES = 4 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SessionJobHandler.class);

    private final AgentKey key;
    private final GrantCheck check;
    private final PeerEngine engine;
    private final Clock clock;
    private final SessionRunner runner;

    /// @param verifier returns a verifier of grants with the keys that are pinned now
    public SessionJobHandler(
            AgentKey key, Supplier<GrantVerifier> verifier, PeerEngine engine, Clock clock, MachineServices services) {
        this(key, verifier, engine, clock, new ActiveSessions(services, key.agentId(), clock));
    }

    SessionJobHandler(
            AgentKey key, Supplier<GrantVerifier> verifier, PeerEngine engine, Clock clock, SessionRunner runner) {
        this.key = key;
        this.check = new GrantCheck(verifier);
        this.engine = engine;
        this.clock = clock;
        this.runner = runner;
    }

    /// Ends every open session with a last message. Their tasks continue.
    public void endAll(String reason) throws InterruptedException {
        runner.endAll(reason);
    }

    @Override
    public SessionEnd handle(JobAssignment job, Signaling signaling) throws InterruptedException {
        return switch (check.verify(job)) {
            case GrantVerification.Refused no -> refused(job, GrantCheck.refused(no.cause(), no.reason()));
            case GrantVerification.Accepted yes -> open(job, yes.grant(), signaling);
        };
    }

    private SessionEnd open(JobAssignment job, Grant grant, Signaling signaling) throws InterruptedException {
        DtlsCertificate own = Certificates.create(clock);
        Opened opened;
        try (LinkSetup opening = new LinkSetup(
                grant, engine, settings(grant, own), key.identify(grant.jobId(), own.fingerprint()), signaling)) {
            opened = opening.run();
        }
        // The session itself does not need the build server.
        signaling.close();
        return switch (opened) {
            case Opened.Not(SessionEnd.Refused no) -> refused(job, no);
            case Opened.Not not -> not.end();
            case Opened.Open open -> hold(grant, open);
        };
    }

    private SessionEnd hold(Grant grant, Opened.Open open) throws InterruptedException {
        LOG.atInfo()
                .addKeyValue("job_id", grant.jobId())
                .addKeyValue("user_id", grant.userId())
                .addKeyValue("path", open.how().path())
                .log("session open");
        try (PeerLink link = open.link()) {
            return runner.run(grant, link);
        }
    }

    private static LinkSettings settings(Grant grant, DtlsCertificate own) {
        Grant.WebRtc webrtc = grant.webrtc();
        return new LinkSettings(
                own,
                webrtc.iceServers(),
                false,
                CHANNELS.stream().filter(webrtc.allowedChannels()::contains).toList(),
                webrtc.peerFingerprint(),
                MAX_WINDOW_BYTES,
                new SendRateLimits(Math.max(0, webrtc.maxBandwidthKbps()), Math.max(0, webrtc.maxMessageRate())));
    }

    private static SessionEnd refused(JobAssignment job, SessionEnd.Refused no) {
        LOG.atWarn()
                .addKeyValue("job_id", job.jobId())
                .addKeyValue("code", no.code())
                .log("session refused: {}", no.reason());
        return no;
    }
}
