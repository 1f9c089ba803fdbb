package dev.aegis.control.signaling;

import dev.aegis.control.limits.StreamLimits;
import dev.aegis.control.schedule.Job;
import dev.aegis.control.schedule.QueueReport;
import dev.aegis.control.schedule.QueueSnapshot;
import dev.aegis.control.state.ServerState;
import dev.aegis.control.state.Side;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All open event streams: their heartbeats, changes of the queue, and their end when the server stops.
public final class EventStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final ServerState state;
    private final StreamLimits limits;
    private final int ticksPerHeartbeat;
    private final Set<JobEventStream> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("event-streams").factory());
    private volatile boolean draining;

    /// @param heartbeat interval of comments in a quiet stream; a client that is gone is detected at the second one
    public EventStreams(ServerState state, StreamLimits limits, Duration heartbeat) {
        this.state = state;
        this.limits = limits;
        this.ticksPerHeartbeat = (int) Math.max(1, heartbeat.dividedBy(TICK));
        var _ = ticker.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    JobEventStream open(Party party, long after) {
        limits.opened(party.caller().id());
        JobEventStream stream = new JobEventStream(state, party, after, ticksPerHeartbeat, this::closed);
        open.add(stream);
        if (draining) {
            stream.drain();
        }
        return stream;
    }

    private void closed(JobEventStream stream) {
        open.remove(stream);
        limits.closed(stream.callerId());
    }

    private void tick() {
        try {
            open.forEach(JobEventStream::tick);
            sendQueueStatus();
        } catch (RuntimeException bug) {
            LOG.error("keeping the event streams failed", bug);
        }
    }

    private void sendQueueStatus() {
        if (open.stream().noneMatch(stream -> stream.side() == Side.CLIENT)) {
            return;
        }
        QueueSnapshot snapshot = state.queue();
        if (snapshot.queued().isEmpty()) {
            return;
        }
        QueueReport report = new QueueReport(snapshot);
        Map<String, Job> queued = snapshot.queued().stream().collect(Collectors.toMap(Job::jobId, Function.identity()));
        for (JobEventStream stream : open) {
            Job job = queued.get(stream.jobId());
            if (job != null && stream.side() == Side.CLIENT) {
                stream.beat();
                stream.queueChanged(report.about(job));
            }
        }
    }

    /// Ends every stream with a short retry time.
    public void drain() {
        draining = true;
        open.forEach(JobEventStream::drain);
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        drain();
    }
}
