package dev.aegis.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// From the start of a server's process to its first answers, ours and others' by turns.
final class StartMeasurement implements Measurement {
    private static final String NAME = "start";
    private static final int ROUNDS = 11;
    private static final double BYTES_A_TOKEN = 4;

    /// One server and what was seen of it, a value a round.
    private record Contender(
            String name,
            Command command,
            List<Double> initialized,
            List<Double> listed,
            List<Double> cpu,
            List<Double> peak,
            List<Double> bytes) {
        Contender(String name, Command command) {
            this(
                    name,
                    command,
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }

        void round() {
            double before = ChildCosts.cpuSeconds();
            long start = System.nanoTime();
            try (McpServer server = McpServer.start(command)) {
                server.initialize();
                initialized.add((System.nanoTime() - start) / 1e6);
                String list = server.listTools();
                listed.add((System.nanoTime() - start) / 1e6);
                peak.add(server.peakMegabytes());
                bytes.add((double) list.getBytes(StandardCharsets.UTF_8).length);
            }
            cpu.add(1000 * (ChildCosts.cpuSeconds() - before));
        }

        void forget() {
            List.of(initialized, listed, cpu, peak, bytes).forEach(List::clear);
        }

        double medianListed() {
            return new Figure(NAME, name, Unit.MILLISECONDS, listed, "").median();
        }
    }

    @Override
    public void run(Ground ground, Report report) {
        Path project = ground.folder("start");
        Map<String, String> nobody = Map.of("HOME", ground.folder("start-home").toString());
        Contender ours = new Contender("espctl", ground.launcher(nobody, project, "espctl", "mcp", "serve"));
        List<Contender> others = new ArrayList<>();
        BenchException missing = null;
        try {
            NpmServers servers = NpmServers.install(ground);
            servers.packages()
                    .forEach(one -> others.add(new Contender(one.title(), servers.command(ground, one, project))));
        } catch (BenchException alone) {
            missing = alone;
        }
        rounds(ours, others);
        report(report, ours, others);
        if (missing != null) {
            throw missing;
        }
    }

    /// Each round begins with another one.
    private static void rounds(Contender ours, List<Contender> others) {
        List<Contender> all = new ArrayList<>(others);
        all.add(ours);
        all.forEach(Contender::round);
        all.forEach(Contender::forget);
        for (int round = 0; round < ROUNDS; round++) {
            all.forEach(Contender::round);
            Collections.rotate(all, 1);
        }
    }

    private static void report(Report report, Contender ours, List<Contender> others) {
        seen(report, ours, "under 300 ms");
        report.add(NAME, "espctl: tools/list", Unit.BYTES, ours.bytes(), "at most 20480");
        report.add(
                NAME,
                "espctl: tools/list, at 4 bytes a token",
                Unit.TOKENS,
                ours.bytes().stream().map(bytes -> bytes / BYTES_A_TOKEN).toList(),
                "under 8000");
        others.forEach(other -> seen(report, other, ""));
        others.stream()
                .min(Comparator.comparingDouble(Contender::medianListed))
                .ifPresent(faster -> ratios(report, ours, faster));
    }

    private static void seen(Report report, Contender one, String target) {
        report.add(NAME, one.name() + ": initialize answered", Unit.MILLISECONDS, one.initialized(), target);
        report.add(NAME, one.name() + ": tools/list answered", Unit.MILLISECONDS, one.listed(), target);
        report.add(NAME, one.name() + ": CPU until its end", Unit.MILLISECONDS, one.cpu());
        report.add(NAME, one.name() + ": memory", Unit.MEGABYTES, one.peak());
    }

    private static void ratios(Report report, Contender ours, Contender faster) {
        String over = ", espctl over " + faster.name();
        ratio(report, "initialize" + over, ours.initialized(), faster.initialized(), "at most 0.5");
        ratio(report, "tools/list" + over, ours.listed(), faster.listed(), "at most 0.5");
        ratio(report, "CPU" + over, ours.cpu(), faster.cpu(), "");
        ratio(report, "memory" + over, ours.peak(), faster.peak(), "");
    }

    private static void ratio(Report report, String name, List<Double> ours, List<Double> theirs, String target) {
        report.add(NAME, name, Unit.TIMES, new Pairs(ours, theirs).ratios(), target);
    }
}
