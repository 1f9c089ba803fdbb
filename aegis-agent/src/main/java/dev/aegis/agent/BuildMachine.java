package dev.aegis.agent;

import dev.aegis.agent.execution.BuildLimits;
import dev.aegis.agent.sandbox.BubblewrapSandbox;
import dev.aegis.agent.sandbox.SandboxLimits;
import dev.aegis.agent.sandbox.SandboxSettings;
import dev.aegis.agent.sandbox.cgroup.GroupLimits;
import dev.aegis.agent.sandbox.disk.DiskLimits;
import dev.aegis.agent.sandbox.disk.DiskReserve;
import dev.aegis.agent.server.Capabilities;
import dev.aegis.agent.server.ServerException;
import dev.aegis.agent.server.ServerLink;
import dev.aegis.agent.session.MachineServices;
import dev.aegis.agent.session.SessionJobHandler;
import dev.aegis.agent.task.BuildTasks;
import dev.aegis.agent.upkeep.Upkeep;
import dev.aegis.agent.upkeep.UpkeepSettings;
import dev.aegis.agent.workspace.WorkspaceSettings;
import dev.aegis.agent.workspace.Workspaces;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.process.LinkProcessEngine;
import dev.aegis.peer.process.LinkProcessOptions;
import dev.aegis.peer.webrtc.WebRtcOptions;
import dev.aegis.store.Store;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The program between its settings and SIGTERM: its parts in the order in which a build passes through
/// them, and their end in reverse.
final class BuildMachine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BuildMachine.class);
    private static final long MEBIBYTE = 1024 * 1024;
    private static final Duration FETCH_TIME = Duration.ofSeconds(30);
    private static final Duration RESULT_TIME = Duration.ofSeconds(5);

    private final AgentSettings settings;
    private final Store store;
    private final Workspaces workspaces;
    private final BubblewrapSandbox sandbox;
    private final BuildTasks tasks;
    private final Upkeep upkeep;
    private final LinkProcessEngine engine;
    private final ServerLink server;
    private final SessionJobHandler sessions;

    BuildMachine(AgentSettings settings, Clock clock, SecureRandom random) throws LinkException {
        this.settings = settings;
        store = Store.open(settings.directories().store());
        DiskReserve reserve = new DiskReserve(
                settings.disk().reserve().bytes(), settings.disk().reserve().files());
        workspaces = Workspaces.open(workspaceSettings(settings, reserve), clock);
        sandbox = BubblewrapSandbox.open(
                new SandboxSettings(settings.directories().state().resolve("run"), settings.buildUser(), reserve));
        tasks = BuildTasks.open(workspaces, store, sandbox, limits(settings), clock);
        upkeep = new Upkeep(workspaces, upkeepSettings(settings, reserve), clock);
        engine = new LinkProcessEngine(links(settings));
        engine.prepare();
        server = new ServerLink(settings.server(), () -> offer(settings, store), clock, random);
        sessions = new SessionJobHandler(server.key(), server::verifier, engine, clock, services());
    }

    /// Takes jobs from now on. Waits for a build server that is away.
    void start(PrintStream out) throws ServerException, InterruptedException {
        upkeep.start();
        server.start(sessions, settings.capacity().maxJobs());
        out.println("aegis-agent " + server.key().agentId() + " is ready: "
                + store.versions().size() + " ESP-IDF versions, "
                + settings.capacity().maxJobs() + " jobs at a time");
    }

    /// Takes no new job, lets builds end and their users fetch what they made, and tells the rest to
    /// leave.
    void drain() throws InterruptedException {
        LOG.info("draining: {} builds run", tasks.running());
        tasks.drain();
        server.drain();
        if (!tasks.awaitIdle(settings.times().drain())) {
            LOG.warn(
                    "builds still run after {} s; they are cancelled",
                    settings.times().drain().toSeconds());
            tasks.close();
        }
        if (!server.awaitIdle(FETCH_TIME)) {
            sessions.endAll("the build machine stops; its tasks are kept");
            boolean _ = server.awaitIdle(RESULT_TIME);
        }
        LOG.info("drained");
    }

    @Override
    public void close() {
        server.close();
        engine.close();
        upkeep.close();
        tasks.close();
        sandbox.close();
        workspaces.close();
    }

    private MachineServices services() {
        return new MachineServices(store, workspaces, tasks, "aegis-agent " + Version.text(), (int)
                settings.times().build().toSeconds());
    }

    static ServerLink linkOnly(AgentSettings settings, Clock clock, SecureRandom random) {
        Store store = Store.open(settings.directories().store());
        return new ServerLink(settings.server(), () -> offer(settings, store), clock, random);
    }

    private static WorkspaceSettings workspaceSettings(AgentSettings settings, DiskReserve reserve) {
        return new WorkspaceSettings(
                settings.directories().workspaces(), settings.buildUser().fileOwner(), reserve.neededBytes());
    }

    private static UpkeepSettings upkeepSettings(AgentSettings settings, DiskReserve reserve) {
        AgentSettings.Retention retention = settings.disk().retention();
        return new UpkeepSettings(
                retention.tasks(),
                retention.workspaces(),
                retention
                        .budget()
                        .bytesOf(Host.fileSystemBytes(settings.directories().workspaces())),
                reserve.neededBytes(),
                retention.interval());
    }

    /// Returns what this machine offers. Called at each registration, so that a version installed since is included.
    private static Capabilities offer(AgentSettings settings, Store store) {
        return new Capabilities(
                settings.name(),
                store.offered(),
                SessionJobHandler.CHANNELS,
                settings.capacity().cpuCores(),
                settings.capacity().memoryMb(),
                settings.capacity().maxJobs(),
                Version.text());
    }

    private static BuildLimits limits(AgentSettings settings) {
        GroupLimits group = new GroupLimits(
                settings.capacity().memoryMb() * MEBIBYTE, settings.capacity().cpuCores(), GroupLimits.BUILD_PROCESSES);
        return new BuildLimits(
                SandboxLimits.standard(
                        group,
                        new DiskLimits(
                                settings.disk().build().bytes(),
                                settings.disk().build().files()),
                        settings.times().build()),
                settings.capacity().maxJobs(),
                settings.disk().artifacts().largestMb() * MEBIBYTE,
                settings.disk().artifacts().totalMb() * MEBIBYTE);
    }

    private static LinkProcessOptions links(AgentSettings settings) {
        WebRtcOptions options =
                WebRtcOptions.standard(settings.directories().state().resolve("native"));
        return LinkProcessOptions.standard(settings.loopback() ? options.onLoopback() : options);
    }
}
