package dev.aegis.agent.task;

import dev.aegis.agent.execution.BuildExecutor;
import dev.aegis.agent.execution.BuildListener;
import dev.aegis.agent.execution.BuildOrder;
import dev.aegis.agent.execution.BuildOutcome;
import dev.aegis.agent.sandbox.StopSignal;
import dev.aegis.agent.workspace.WorkspaceLock;
import dev.aegis.protocol.session.Phase;
import java.util.concurrent.Semaphore;

/// Makes a build wait for its workspace, then for one of the machine's places, and logs what it waits for. In this
/// order a build that waits for its workspace takes no place.
final class QueuedBuildExecutor implements BuildExecutor {
    private final BuildExecutor next;
    private final Semaphore places;
    private final int total;

    QueuedBuildExecutor(BuildExecutor next, int places) {
        this.next = next;
        this.places = new Semaphore(places, true);
        this.total = places;
    }

    @Override
    public BuildOutcome execute(BuildOrder order, BuildListener listener, StopSignal stop) {
        listener.phase(Phase.QUEUED);
        Thread waiting = Thread.currentThread();
        try (StopSignal.Subscription onStop = stop.onStop(waiting::interrupt);
                WorkspaceLock _ = order.workspace().lock("a build of this project is running", holder -> {
                    listener.line(BuildListener.AGENT, "waiting for this project's workspace: " + holder);
                })) {
            takePlace(listener);
            onStop.close();
            try {
                return stop.isStopped() ? BuildOutcome.canceled() : next.execute(order, listener, stop);
            } finally {
                places.release();
            }
        } catch (InterruptedException stopped) {
            return BuildOutcome.canceled();
        }
    }

    private void takePlace(BuildListener listener) throws InterruptedException {
        if (!places.tryAcquire()) {
            listener.line(
                    BuildListener.AGENT, "waiting for a place: all " + total + " of this machine are taken by builds");
            places.acquire();
        }
    }
}
