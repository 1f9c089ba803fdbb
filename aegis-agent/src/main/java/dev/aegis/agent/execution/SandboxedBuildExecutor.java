package dev.aegis.agent.execution;

import dev.aegis.agent.sandbox.Sandbox;
import dev.aegis.agent.sandbox.SandboxCommand;
import dev.aegis.agent.sandbox.SandboxExit;
import dev.aegis.agent.sandbox.StopSignal;
import dev.aegis.agent.sandbox.disk.DiskGrowth;
import dev.aegis.agent.workspace.ProjectTree;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.Phase;
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
            BuildEnvironment environment = new BuildEnvironment(order, store.root());
            WorkspacePreparation preparation = new WorkspacePreparation(order, environment, listener);
            Optional<Digest> inputs = preparation.inputs();
            Optional<BuildOutcome> unchanged = unchanged(order, inputs, listener);
            if (unchanged.isPresent()) {
                return unchanged.get();
            }
            LastSuccess.forget(order.workspace());
            List<List<String>> steps = preparation.run();
            Optional<PriorLinkerMap> before = mapBefore(order);
            long deadline = System.nanoTime() + order.limits().wallTime().toNanos();
            OutputReader output = new OutputReader(listener);
            DiskGrowth growth = new DiskGrowth();
            for (List<String> step : steps) {
                output.nextCommand();
                listener.line(BuildListener.AGENT, "$ " + BuildCommands.shown(step));
                SandboxExit exit = sandbox.run(command(order, environment, step, deadline, growth), output, stop);
                if (!exit.equals(new SandboxExit.Exited(0))) {
                    freeSpace(exit, order, listener);
                    return withFiles(new ExitClassifier(order, output).of(exit), order, before);
                }
            }
            return collect(order, output, inputs);
        } catch (IOException broken) {
            throw WorkspaceException.of("preparing the build", broken);
        }
    }

    /// Returns the files of the last build, if it succeeded with the same inputs and they are still there.
    private Optional<BuildOutcome> unchanged(BuildOrder order, Optional<Digest> inputs, BuildListener listener)
            throws IOException {
        Optional<LastSuccess> last = order.request().options().forces()
                ? Optional.empty()
                : LastSuccess.load(order.workspace())
                        .filter(success ->
                                inputs.filter(success.inputs()::equals).isPresent());
        if (last.isEmpty()) {
            return Optional.empty();
        }
        try (ProjectTree project = order.workspace().openProject()) {
            List<Artifact> artifacts = collector.collect(project, order);
            if (!artifacts.equals(last.get().artifacts())) {
                return Optional.empty();
            }
            listener.line(
                    BuildListener.AGENT,
                    "nothing changed since the last build, so idf.py does not run; to run it: espctl build --force");
            listener.phase(Phase.PACKAGING);
            return Optional.of(BuildOutcome.succeeded(artifacts));
        } catch (UnusableArtifactsException gone) {
            return Optional.empty();
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

    private BuildOutcome withFiles(BuildOutcome failed, BuildOrder order, Optional<PriorLinkerMap> before) {
        return failed.fault() == Fault.PROJECT ? failed.withArtifacts(collector.collectFailed(order, before)) : failed;
    }

    private static SandboxCommand command(
            BuildOrder order, BuildEnvironment environment, List<String> step, long deadline, DiskGrowth growth)
            throws IOException {
        Duration left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
        return new SandboxCommand(
                step,
                environment.variables(),
                environment.mounts(),
                environment.directory(),
                order.limits().withWallTime(left),
                growth);
    }

    private BuildOutcome collect(BuildOrder order, OutputReader output, Optional<Digest> inputs) throws IOException {
        output.packaging();
        try (ProjectTree project = order.workspace().openProject()) {
            List<Artifact> artifacts = collector.collect(project, order);
            if (inputs.isPresent()) {
                new LastSuccess(inputs.get(), artifacts).save(order.workspace());
            }
            return BuildOutcome.succeeded(artifacts);
        } catch (UnusableArtifactsException refused) {
            return BuildOutcome.projectFailed(
                    0,
                    String.valueOf(refused.getMessage()),
                    "the build must create plain files at the paths of ESP-IDF");
        }
    }
}
