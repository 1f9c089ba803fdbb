package dev.aegis.agent.session;

import dev.aegis.agent.execution.TestLimits;
import dev.aegis.agent.sandbox.BubblewrapSandbox;
import dev.aegis.agent.sandbox.BuildUser;
import dev.aegis.agent.sandbox.SandboxSettings;
import dev.aegis.agent.task.BuildTasks;
import dev.aegis.agent.workspace.WorkspaceSettings;
import dev.aegis.agent.workspace.Workspaces;
import dev.aegis.peer.Certificates;
import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.PeerLink;
import dev.aegis.peer.webrtc.WebRtcEngine;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.control.AgentRegistered.GrantKey;
import dev.aegis.protocol.grant.AgentKey;
import dev.aegis.protocol.grant.Ed25519;
import dev.aegis.protocol.grant.Grant;
import dev.aegis.protocol.grant.GrantVerifier;
import dev.aegis.protocol.grant.UsedGrants;
import dev.aegis.store.Store;
import dev.aegis.store.StoreProvisioner;
import dev.aegis.store.VersionSpec;
import dev.aegis.testkit.control.GrantMaker;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// A machine's sessions over real parts: links, workspaces, tasks, sandbox. Only the build server is missing.
final class SessionBench implements AutoCloseable {
    static final List<ChannelName> BOTH = List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE);

    private final Clock clock = Clock.systemUTC();
    private final PeerEngine engine = WebRtcEngine.onLoopback(null);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final GrantMaker server = new GrantMaker("http://build.example", clock);
    private final UsedGrants used = new UsedGrants();
    private final AtomicInteger jobs = new AtomicInteger();
    private final AgentKey key;
    private final Workspaces workspaces;
    private final BubblewrapSandbox sandbox;
    private final BuildTasks tasks;
    final SessionJobHandler sessions;

    SessionBench(Path base) throws Exception {
        key = new AgentKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), clock);
        Store store = Store.create(base.resolve("store"));
        new StoreProvisioner(store)
                .install(
                        Path.of("src/test/idf"),
                        new VersionSpec(
                                "v0.1", true, List.of("esp32c3"), List.of(), List.of("${IDF}/tools"), Map.of(), null));
        BuildUser user = BuildUser.detect(BuildUser.STANDARD_UID);
        sandbox = BubblewrapSandbox.open(new SandboxSettings(base.resolve("run"), user, TestLimits.RESERVE));
        workspaces = Workspaces.open(new WorkspaceSettings(base.resolve("work"), user.fileOwner(), 0), clock);
        tasks = BuildTasks.open(workspaces, store, sandbox, TestLimits.of(2), clock);
        sessions = new SessionJobHandler(
                key,
                this::verifier,
                engine,
                clock,
                new MachineServices(store, workspaces, tasks, "aegis-agent test", 300));
    }

    /// A session of this user that was greeted.
    SessionClient open(String userId) throws Exception {
        SessionClient session = link(userId, BOTH, 600);
        session.greet();
        return session;
    }

    /// A link of this user on which nothing was said yet.
    SessionClient link(String userId, List<ChannelName> channels, int timeoutSecs) throws Exception {
        DtlsCertificate own = Certificates.create(clock);
        Client client = new Client(engine);
        Grant grant = grant(userId, own, channels, timeoutSecs);
        Future<SessionEnd> end = threads.submit(() -> sessions.handle(server.assignment(grant), client));
        PeerLink link = client.connect(new LinkSettings(own, List.of(), false, BOTH, null, 1 << 20), 1);
        return new SessionClient(link, end);
    }

    private Grant grant(String userId, DtlsCertificate own, List<ChannelName> channels, int timeoutSecs) {
        Grant g = server.grant(key.agentId(), userId, "j-" + jobs.incrementAndGet(), own.fingerprint(), channels);
        return new Grant(
                g.grantId(),
                g.userId(),
                g.jobId(),
                g.agentId(),
                g.issuerId(),
                g.issuedAt(),
                g.ttlSecs(),
                new Grant.ExecutionParams("esp32c3", null, 2, 1024, timeoutSecs),
                g.webrtc());
    }

    private GrantVerifier verifier() {
        GrantKey pinned = server.publicKeys().getFirst();
        return new GrantVerifier(
                key.agentId(),
                server.issuerId(),
                Map.of(pinned.kid(), Ed25519.publicKey(pinned.publicKey())),
                used,
                clock);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        tasks.close();
        sandbox.close();
        workspaces.close();
        engine.close();
    }
}
