package dev.aegis.agent.execution;

import dev.aegis.agent.sandbox.StopSignal;
import dev.aegis.protocol.session.Phase;
import dev.aegis.protocol.session.TaskResult;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Measures how long each phase takes.
public final class TimedBuildExecutor implements BuildExecutor {
    private final BuildExecutor next;
    private final Clock clock;

    public TimedBuildExecutor(BuildExecutor next, Clock clock) {
        this.next = next;
        this.clock = clock;
    }

    @Override
    public BuildOutcome execute(BuildOrder order, BuildListener listener, StopSignal stop) {
        Stopwatch stopwatch = new Stopwatch(listener);
        BuildOutcome outcome = next.execute(order, stopwatch, stop);
        return outcome.withPhases(stopwatch.times());
    }

    private final class Stopwatch implements BuildListener {
        private final BuildListener listener;
        private final Map<Phase, Long> millis = new LinkedHashMap<>();
        private @Nullable Phase current;
        private long since;

        Stopwatch(BuildListener listener) {
            this.listener = listener;
        }

        @Override
        public void line(String stream, String text) {
            listener.line(stream, text);
        }

        @Override
        public void phase(Phase phase) {
            settle();
            current = phase;
            millis.putIfAbsent(phase, 0L);
            listener.phase(phase);
        }

        @Override
        public void progress(int done, int total) {
            listener.progress(done, total);
        }

        List<TaskResult.PhaseTime> times() {
            settle();
            return millis.entrySet().stream()
                    .map(entry -> new TaskResult.PhaseTime(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private void settle() {
            long now = clock.millis();
            Phase ended = current;
            if (ended != null) {
                millis.merge(ended, Math.max(0, now - since), Long::sum);
            }
            since = now;
        }
    }
}
