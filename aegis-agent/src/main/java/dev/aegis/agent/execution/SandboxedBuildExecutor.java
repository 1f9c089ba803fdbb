package dev.aegis.agent.execution;

import dev.aegis.agent.sandbox.Sandbox;
import dev.aegis.agent.sandbox.SandboxCommand;
import dev.aegis.agent.sandbox.SandboxExit;
import dev.aegis.agent.sandbox.StopSignal;
import dev.aegis.agent.sandbox.disk.DiskGrowth;
import dev.aegis.agent.workspace.ProjectTree;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.Phase;
import dev.aegis.protocol.session.TaskResult;
import dev.aegis.store.Store;
import dev.aegis.store.StoreLease;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Runs `idf.py set-target` if the chip changed, then `idf.py build`, each in a sandbox over the workspace. The caller
/// holds the workspace's lock.
public final class SandboxedBuildExecutor implements BuildExecutor {
    private final Sandbox sandbox;
    private final Store store;
    private final ArtifactCollector collector;

    public SandboxedBuildExecutor(Sandbox sandbox, Store store, BuildLimits limits) {
        this.sandbox = sandbox;
        this.store = store;
        this.collector = new ArtifactCollector(limits);
    }

    @Override
    public BuildOutcome execute(BuildOrder order, BuildListener listener, StopSignal stop) {
        listener.phase(Phase.CONFIGURING);
        order.workspace().all().requireSpace(0);
        try (StoreLease _ = store.lease(order.sdk())) {
            List<List<String>> steps = prepare(order);
            Optional<PriorLinkerMap> before = mapBefore(order);
            long deadline = System.nanoTime() + order.limits().wallTime().toNanos();
            OutputReader output = new OutputReader(listener);
            DiskGrowth growth = new DiskGrowth();
            for (List<String> step : steps) {
                output.nextCommand();
                listener.line(BuildListener.AGENT, "$ " + String.join(" ", step));
                SandboxExit exit = sandbox.run(command(order, step, deadline, growth), output, stop);
                if (!exit.equals(new SandboxExit.Exited(0))) {
                    freeSpace(exit, order, listener);
                    return withMap(new ExitClassifier(order, output).of(exit), order, before);
                }
            }
            return collect(order, output);
        } catch (IOException broken) {
            throw WorkspaceException.of("preparing the build", broken);
        }
    }

    private static List<List<String>> prepare(BuildOrder order) throws IOException {
        BuildConfiguration wanted = BuildConfiguration.of(order);
        try (ProjectTree project = order.workspace().openProject()) {
            ProjectState state = ProjectState.of(project);
            if (wanted.needsCleanBuild(order, state)) {
                project.remove("build");
                state = state.withoutBuild();
            }
            // Saved before the first command, because an interrupted build has already configured a part.
            wanted.save(order.workspace());
            return new BuildCommands(order, state).steps();
        }
    }

    private static Optional<PriorLinkerMap> mapBefore(BuildOrder order) {
        try (ProjectTree project = order.workspace().openProject()) {
            return Optional.of(PriorLinkerMap.of(project));
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /// A build that was ended because of the disk must give back the space that it took.
    private static void freeSpace(SandboxExit exit, BuildOrder order, BuildListener listener) throws IOException {
        if (exit instanceof SandboxExit.DiskExceeded) {
            order.workspace().clear();
            listener.line(
                    BuildListener.AGENT,
                    "the workspace was emptied to free its disk space; the next build uploads the project again");
        } else if (exit instanceof SandboxExit.DiskShort low && low.grown() > 0) {
            try (ProjectTree project = order.workspace().openProject()) {
                project.remove("build");
            }
            listener.line(BuildListener.AGENT, "the directory build was removed to free disk space");
        }
    }

    private BuildOutcome withMap(BuildOutcome failed, BuildOrder order, Optional<PriorLinkerMap> before) {
        boolean projects = failed.status() == TaskResult.Status.FAILED && failed.fault() == Fault.PROJECT;
        return projects && before.isPresent()
                ? failed.withArtifacts(collector.collectFailed(order, before.get()))
                : failed;
    }

    private SandboxCommand command(BuildOrder order, List<String> step, long deadline, DiskGrowth growth) {
        Duration left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
        BuildEnvironment environment = new BuildEnvironment(order, store.root());
        return new SandboxCommand(
                step,
                environment.variables(),
                environment.mounts(),
                BuildEnvironment.PROJECT,
                order.limits().withWallTime(left),
                growth);
    }

    private BuildOutcome collect(BuildOrder order, OutputReader output) throws IOException {
        output.packaging();
        try (ProjectTree project = order.workspace().openProject()) {
            List<Artifact> artifacts = collector.collect(project, order);
            return BuildOutcome.succeeded(artifacts);
        } catch (UnusableArtifactsException refused) {
            return BuildOutcome.projectFailed(
                    0,
                    String.valueOf(refused.getMessage()),
                    "the build must create plain files at the paths of ESP-IDF");
        }
    }
}
