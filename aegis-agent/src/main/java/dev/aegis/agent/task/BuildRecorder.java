package dev.aegis.agent.task;

import dev.aegis.agent.execution.BuildExecutor;
import dev.aegis.agent.execution.BuildListener;
import dev.aegis.agent.execution.BuildOrder;
import dev.aegis.agent.execution.BuildOutcome;
import dev.aegis.agent.sandbox.StopSignal;
import dev.aegis.protocol.session.Phase;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.protocol.session.TaskResult;
import java.time.Clock;
import java.util.function.BooleanSupplier;

/// Runs a build and writes its events into the task's log, with its result as the last event.
final class BuildRecorder {
    private final BuildExecutor next;
    private final Clock clock;
    private final BooleanSupplier closing;

    /// @param closing whether the agent is stopping and ends its builds
    BuildRecorder(BuildExecutor next, Clock clock, BooleanSupplier closing) {
        this.next = next;
        this.clock = clock;
        this.closing = closing;
    }

    void execute(BuildOrder order, TaskLog log, StopSignal stop) {
        BuildOutcome outcome;
        try {
            outcome = next.execute(order, new Recorder(log), stop);
        } catch (RuntimeException broken) {
            outcome = MachineFailures.of(broken);
        }
        // An interrupt that came after the end of the build would close the log's file at the next write.
        boolean late = Thread.interrupted();
        BuildOutcome ended = blame(outcome, late);
        log.append(seq -> new TaskEvent.Finished(seq, clock.millis(), ended.result(order)));
    }

    /// A build that ends as canceled because the agent stops is a failure of the machine.
    private BuildOutcome blame(BuildOutcome outcome, boolean interrupted) {
        boolean canceled = outcome.status() == TaskResult.Status.CANCELED;
        if ((canceled || interrupted) && closing.getAsBoolean()) {
            return BuildOutcome.machineFailed(
                    null,
                    "the build machine stopped while this build ran",
                    "build again; another machine may take it, and files that were compiled are still there");
        }
        return outcome;
    }

    private final class Recorder implements BuildListener {
        private final TaskLog log;

        Recorder(TaskLog log) {
            this.log = log;
        }

        @Override
        public void line(String stream, String text) {
            log.append(seq -> new TaskEvent.Log(seq, clock.millis(), stream, text));
        }

        @Override
        public void phase(Phase phase) {
            log.append(seq -> new TaskEvent.PhaseEntered(seq, clock.millis(), phase));
        }

        @Override
        public void progress(int done, int total) {
            log.append(seq -> new TaskEvent.Progress(seq, clock.millis(), done, total));
        }
    }
}
