package dev.aegis.bench;

import dev.aegis.espctl.control.ControlClient;
import dev.aegis.peer.Certificates;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.control.GrantRequest;
import dev.aegis.protocol.control.JobAssignment;
import dev.aegis.protocol.control.JobSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The time from a client's request until a free machine has received the job: with a long poll, and with a poll every
/// two seconds.
final class DispatchMeasurement implements Measurement {
    private static final String NAME = "dispatch";
    private static final int WARM_UPS = 20;
    private static final int RUNS = 100;
    private static final int LONG_WAIT_SECS = 30;
    private static final int POLLS = 8;
    private static final Duration BETWEEN_POLLS = Duration.ofSeconds(2);

    /// The time after which a long poll has certainly reached the server.
    private static final Duration SETTLED = Duration.ofMillis(30);

    private final String target;
    private final Clock clock;
    private final Fingerprint fingerprint;

    DispatchMeasurement(String target, Clock clock) {
        this.target = target;
        this.clock = clock;
        this.fingerprint = Certificates.create(clock).fingerprint();
    }

    private record Taken(JobAssignment job, long nanos) {}

    @Override
    public void run(BenchEnvironment bench, Report report) throws InterruptedException {
        try (ControlServer server = ControlServer.start(bench, "dispatch");
                WaitingMachine machine = new WaitingMachine(server, clock);
                ControlClient client = new ControlClient(server.server(), clock)) {
            machine.register(target);
            List<Double> waiting = new ArrayList<>();
            for (int run = -WARM_UPS; run < RUNS; run++) {
                double millis = waiting(machine, client);
                if (run >= 0) {
                    waiting.add(millis);
                }
            }
            List<Double> polling = new ArrayList<>();
            for (int run = 0; run < POLLS; run++) {
                polling.add(polling(machine, client, run));
            }
            report.add(NAME, "free machine to job received", Unit.MILLISECONDS, waiting, "within 50 ms");
            double middle = new Figure(NAME, "", Unit.MILLISECONDS, waiting, "").median();
            report.add(NAME, "the same by a poll every 2 s", Unit.MILLISECONDS, polling);
            report.add(
                    NAME,
                    "the poll, over the long poll's median",
                    Unit.TIMES,
                    polling.stream().map(millis -> millis / middle).toList());
        }
    }

    private double waiting(WaitingMachine machine, ControlClient client) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Taken> received = threads.submit(() -> taken(machine.poll(LONG_WAIT_SECS)));
            Thread.sleep(SETTLED);
            long start = System.nanoTime();
            var _ = client.requestGrant(request());
            Taken taken = received.get();
            machine.finish(taken.job());
            return (taken.nanos() - start) / 1e6;
        } catch (ExecutionException failed) {
            throw new BenchException("the machine got no job: " + failed.getCause(), failed);
        }
    }

    /// Requests the job at a time between two polls; the times of all runs are spread evenly.
    private double polling(WaitingMachine machine, ControlClient client, int run) throws InterruptedException {
        if (machine.poll(0) != null) {
            throw new BenchException("the server had a job before it was requested");
        }
        long polled = System.nanoTime();
        long between = BETWEEN_POLLS.toNanos();
        sleepUntil(polled + between * (2 * run + 1) / (2 * POLLS));
        long start = System.nanoTime();
        var _ = client.requestGrant(request());
        sleepUntil(polled + between);
        Taken taken = taken(machine.poll(0));
        machine.finish(taken.job());
        return (taken.nanos() - start) / 1e6;
    }

    private static Taken taken(@Nullable JobAssignment job) {
        if (job == null) {
            throw new BenchException("a waiting machine got no job");
        }
        return new Taken(job, System.nanoTime());
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        Thread.sleep(Duration.ofNanos(Math.max(0, nanos - System.nanoTime())));
    }

    private GrantRequest request() {
        return new GrantRequest(
                fingerprint,
                new JobSpec(List.of(ChannelName.ESPCTL), target, null, null, null, null, null),
                null,
                UUID.randomUUID().toString());
    }
}
