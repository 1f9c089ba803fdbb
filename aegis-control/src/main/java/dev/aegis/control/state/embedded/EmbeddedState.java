package dev.aegis.control.state.embedded;

import dev.aegis.control.schedule.FairShare;
import dev.aegis.control.schedule.Job;
import dev.aegis.control.schedule.Machine;
import dev.aegis.control.schedule.MachineStatus;
import dev.aegis.control.schedule.QueueSnapshot;
import dev.aegis.control.schedule.SchedulingRules;
import dev.aegis.control.state.Assignment;
import dev.aegis.control.state.EnqueueResult;
import dev.aegis.control.state.JobEnd;
import dev.aegis.control.state.JobStatus;
import dev.aegis.control.state.Lease;
import dev.aegis.control.state.MailboxMessage;
import dev.aegis.control.state.PostResult;
import dev.aegis.control.state.QueuePreview;
import dev.aegis.control.state.Rate;
import dev.aegis.control.state.RateDecision;
import dev.aegis.control.state.ServerState;
import dev.aegis.control.state.Side;
import dev.aegis.protocol.control.AgentRegistration.RunningJob;
import dev.aegis.protocol.control.SignalingEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The state of a server that runs alone: in memory, bounded, lost when the process ends. One lock guards everything;
/// no operation holds it for longer than a pass over the queue.
public final class EmbeddedState implements ServerState {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedState.class);
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> dueHints = new ArrayList<>();
    private final MachineTable machines = new MachineTable();
    private final TokenBuckets buckets = new TokenBuckets();
    private final OnceOnly onceOnly = new OnceOnly();
    private final InstantSource clock;
    private final JobLifecycle jobs;
    private final Dispatcher dispatcher;
    private final ScheduledExecutorService timer;

    public EmbeddedState(SchedulingRules rules, InstantSource clock) {
        this.clock = clock;
        this.jobs = new JobLifecycle(rules, clock, dueHints::add);
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("state-upkeep").factory());
        this.dispatcher = new Dispatcher(jobs, machines, rules, clock, this::dispatchLater);
        var _ = timer.scheduleWithFixedDelay(
                this::sweepQuietly, SWEEP_EVERY.toMillis(), SWEEP_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public EnqueueResult enqueue(Job job) {
        return locked(() -> {
            EnqueueResult enqueued = jobs.enqueue(job);
            dispatcher.dispatch();
            return enqueued;
        });
    }

    @Override
    public Optional<JobStatus> job(String jobId) {
        return locked(() -> Optional.ofNullable(jobs.table().find(jobId)).map(JobEntry::known));
    }

    @Override
    public Optional<Assignment> claim(String agentId, Duration wait) {
        Poll poll = lockedMaybe(() -> {
            Poll opened = machines.openPoll(agentId);
            dispatcher.dispatch();
            return opened;
        });
        if (poll == null) {
            return Optional.empty();
        }
        poll.await(wait);
        return locked(() -> {
            machines.closePoll(poll);
            return Optional.ofNullable(poll.given);
        });
    }

    @Override
    public void handBack(String jobId, long leaseToken) {
        run(() -> {
            jobs.handBack(jobId, leaseToken);
            dispatcher.dispatch();
        });
    }

    @Override
    public Optional<Lease> renew(String jobId, String agentId, long leaseToken) {
        return locked(() -> Optional.ofNullable(jobs.renew(jobId, agentId, leaseToken)));
    }

    @Override
    public Optional<Lease> touch(String jobId, String agentId, boolean answered) {
        return locked(() -> Optional.ofNullable(jobs.touch(jobId, agentId, answered)));
    }

    @Override
    public boolean complete(String jobId, String agentId, long leaseToken, JobEnd end) {
        return locked(() -> {
            boolean completed = jobs.complete(jobId, agentId, leaseToken, end);
            dispatcher.dispatch();
            return completed;
        });
    }

    @Override
    public boolean adopt(String agentId, RunningJob running) {
        return locked(() -> {
            Machine machine = machines.find(agentId);
            return machine != null && jobs.adopt(machine, running);
        });
    }

    @Override
    public boolean withdraw(String jobId) {
        return locked(() -> {
            boolean known = jobs.withdraw(jobId);
            dispatcher.dispatch();
            return known;
        });
    }

    @Override
    public void followed(String jobId) {
        run(() -> jobs.followed(jobId));
    }

    @Override
    public QueueSnapshot queue() {
        return locked(() -> snapshot(jobs.table().attendedJobs()));
    }

    @Override
    public QueuePreview preview(Job job) {
        return locked(() -> {
            List<Job> withIt = new ArrayList<>(jobs.table().attendedJobs());
            withIt.add(job);
            MachineStatus warm = machines.warm(job, jobs.table().heldByMachine(), clock.instant());
            return new QueuePreview(
                    snapshot(withIt), warm == null ? null : warm.machine().agentId());
        });
    }

    private QueueSnapshot snapshot(List<Job> queued) {
        Instant now = clock.instant();
        JobTable table = jobs.table();
        return new QueueSnapshot(
                FairShare.order(queued, table.heldByUser(), now),
                List.copyOf(machines.statuses(table.heldByMachine(), now)),
                jobs.typicalSessionSecs());
    }

    @Override
    public Counts counts() {
        return locked(() -> jobs.table().counts());
    }

    @Override
    public void sweep() {
        run(() -> {
            jobs.sweep().forEach(agentId -> machines.lost(agentId, clock.instant()));
            machines.removeLongOffline(jobs.table().heldByMachine(), clock.instant());
            onceOnly.removeExpired(clock.instant());
            dispatcher.dispatch();
        });
    }

    @Override
    public PostResult post(String jobId, Side to, SignalingEvent event) {
        return locked(() -> jobs.post(jobId, to, event));
    }

    @Override
    public List<MailboxMessage> read(String jobId, Side reader, long after) {
        return locked(() -> {
            JobEntry entry = jobs.table().find(jobId);
            return entry == null
                    ? List.<MailboxMessage>of()
                    : entry.mailbox(reader).after(after);
        });
    }

    @Override
    public Subscription follow(String jobId, Side reader, Runnable hint) {
        return locked(() -> {
            JobEntry entry = jobs.table().find(jobId);
            if (entry == null) {
                return () -> {};
            }
            List<Runnable> followers = entry.mailbox(reader).followers();
            followers.add(hint);
            if (reader == Side.CLIENT) {
                entry.clientJoined(clock.instant());
            }
            return () -> followers.remove(hint);
        });
    }

    @Override
    public void register(Machine machine) {
        run(() -> machines.register(machine, clock.instant()));
    }

    @Override
    public Optional<Machine> machine(String agentId) {
        return locked(() -> Optional.ofNullable(machines.find(agentId)));
    }

    @Override
    public void seen(String agentId, Duration online) {
        run(() -> machines.seen(agentId, clock.instant().plus(online)));
    }

    @Override
    public void clock(String agentId, long aheadSecs) {
        run(() -> machines.clock(agentId, aheadSecs));
    }

    @Override
    public void drain(String agentId) {
        run(() -> machines.drain(agentId));
    }

    @Override
    public RateDecision take(String bucket, Rate rate) {
        return locked(() -> buckets.take(bucket, rate, clock.instant()));
    }

    @Override
    public long remaining(String bucket, Rate rate) {
        return locked(() -> (long) buckets.level(bucket, rate, clock.instant()));
    }

    @Override
    public boolean useOnce(String name, Duration remembered) {
        return locked(() -> {
            Instant now = clock.instant();
            return onceOnly.useOnce(name, now, now.plus(remembered));
        });
    }

    @Override
    public void release(String name) {
        run(() -> onceOnly.release(name));
    }

    @Override
    public Optional<String> failure() {
        return timer.isShutdown() ? Optional.of("the state engine is closed") : Optional.empty();
    }

    @Override
    public void endPolls() {
        run(machines::endPolls);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        endPolls();
    }

    private void dispatchLater(Duration delay) {
        var _ = timer.schedule(() -> run(dispatcher::scheduledDispatch), delay.toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    private void sweepQuietly() {
        try {
            sweep();
        } catch (RuntimeException bug) {
            LOG.error("sweeping the state failed", bug);
        }
    }

    private void run(Runnable work) {
        var _ = lockedMaybe(() -> {
            work.run();
            return null;
        });
    }

    private <T> T locked(Supplier<T> work) {
        List<Runnable> hints;
        T result;
        lock.lock();
        try {
            result = work.get();
            hints = List.copyOf(dueHints);
            dueHints.clear();
        } finally {
            lock.unlock();
        }
        // Hints run outside the lock, because they write to connections.
        hints.forEach(Runnable::run);
        return result;
    }

    private <T> @Nullable T lockedMaybe(Supplier<@Nullable T> work) {
        return locked(() -> Optional.ofNullable(work.get())).orElse(null);
    }
}
