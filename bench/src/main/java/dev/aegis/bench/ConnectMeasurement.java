package dev.aegis.bench;

import dev.aegis.peer.Certificates;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// The time from the request for a session until its channels are open, with the classes of espctl, in a process that
/// has opened sessions before.
final class ConnectMeasurement implements Measurement {
    private static final String NAME = "connect";
    private static final int WARM_UPS = 3;
    private static final int RUNS = 20;

    private final String target;
    private final Clock clock;

    ConnectMeasurement(String target, Clock clock) {
        this.target = target;
        this.clock = clock;
    }

    @Override
    public void run(BenchEnvironment bench, Report report) throws InterruptedException {
        try (Sessions sessions = new Sessions(bench, target, clock)) {
            measure(sessions, report);
        }
    }

    private void measure(Sessions sessions, Report report) throws InterruptedException {
        List<Double> first = new ArrayList<>();
        List<Double> open = new ArrayList<>();
        List<Double> taken = new ArrayList<>();
        List<Double> certificate = new ArrayList<>();
        for (int run = -WARM_UPS; run < RUNS; run++) {
            AssignmentTimer assigned = new AssignmentTimer();
            long start = System.nanoTime();
            double millis = sessions.open(assigned);
            if (run == -WARM_UPS) {
                first.add(millis);
            } else if (run >= 0) {
                open.add(millis);
                taken.add(millis(assigned.nanos() - start));
                certificate.add(certificate());
            }
        }
        report.add(NAME, "grant request to channels open", Unit.MILLISECONDS, open, "under 300 ms, median");
        report.add(NAME, "of that, until the client knows that a machine took it", Unit.MILLISECONDS, taken);
        report.add(NAME, "of that, making the certificate", Unit.MILLISECONDS, certificate);
        report.add(NAME, "the first one in a process", Unit.MILLISECONDS, first);
    }

    private double certificate() {
        long start = System.nanoTime();
        // The result is used, so that the JVM cannot remove the call.
        String pem = Certificates.create(clock).certificatePem();
        double millis = millis(System.nanoTime() - start);
        if (pem.isEmpty()) {
            throw new BenchException("a certificate without content");
        }
        return millis;
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
