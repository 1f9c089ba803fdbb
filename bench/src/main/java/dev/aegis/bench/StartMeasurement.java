package dev.aegis.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The time from the start of an MCP server's process to its first answers, for espctl and servers from npm in turns.
final class StartMeasurement implements Measurement {
    private static final String NAME = "start";
    private static final int ROUNDS = 11;
    private static final double BYTES_PER_TOKEN = 4;

    /// One server with its measured values, one per round.
    private record MeasuredServer(
            String name,
            Command command,
            List<Double> initialized,
            List<Double> listed,
            List<Double> cpu,
            List<Double> peak,
            List<Double> bytes) {
        MeasuredServer(String name, Command command) {
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

        void clear() {
            List.of(initialized, listed, cpu, peak, bytes).forEach(List::clear);
        }

        double medianListed() {
            return new Figure(NAME, name, Unit.MILLISECONDS, listed, "").median();
        }
    }

    @Override
    public void run(BenchEnvironment bench, Report report) {
        Path project = bench.folder("start");
        Map<String, String> emptyHome =
                Map.of("HOME", bench.folder("start-home").toString());
        MeasuredServer ours =
                new MeasuredServer("espctl", bench.launcher(emptyHome, project, "espctl", "mcp", "serve"));
        List<MeasuredServer> others = new ArrayList<>();
        BenchException missing = null;
        try {
            NpmServers servers = NpmServers.install(bench);
            servers.packages()
                    .forEach(one -> others.add(new MeasuredServer(one.title(), servers.command(bench, one, project))));
        } catch (BenchException notInstalled) {
            missing = notInstalled;
        }
        rounds(ours, others);
        report(report, ours, others);
        if (missing != null) {
            throw missing;
        }
    }

    /// Each round starts with another server.
    private static void rounds(MeasuredServer ours, List<MeasuredServer> others) {
        List<MeasuredServer> all = new ArrayList<>(others);
        all.add(ours);
        all.forEach(MeasuredServer::round);
        all.forEach(MeasuredServer::clear);
        for (int round = 0; round < ROUNDS; round++) {
            all.forEach(MeasuredServer::round);
            Collections.rotate(all, 1);
        }
    }

    private static void report(Report report, MeasuredServer ours, List<MeasuredServer> others) {
        add(report, ours, "under 300 ms");
        report.add(NAME, "espctl: tools/list", Unit.BYTES, ours.bytes(), "at most 20480");
        report.add(
                NAME,
                "espctl: tools/list, at 4 bytes a token",
                Unit.TOKENS,
                ours.bytes().stream().map(bytes -> bytes / BYTES_PER_TOKEN).toList(),
                "under 8000");
        others.forEach(other -> add(report, other, ""));
        others.stream()
                .min(Comparator.comparingDouble(MeasuredServer::medianListed))
                .ifPresent(faster -> ratios(report, ours, faster));
    }

    private static void add(Report report, MeasuredServer one, String target) {
        report.add(NAME, one.name() + ": initialize answered", Unit.MILLISECONDS, one.initialized(), target);
        report.add(NAME, one.name() + ": tools/list answered", Unit.MILLISECONDS, one.listed(), target);
        report.add(NAME, one.name() + ": CPU until its end", Unit.MILLISECONDS, one.cpu());
        report.add(NAME, one.name() + ": memory", Unit.MEGABYTES, one.peak());
    }

    private static void ratios(Report report, MeasuredServer ours, MeasuredServer faster) {
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
