package dev.aegis.bench;

import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.process.LinkProcessEngine;
import dev.aegis.peer.process.LinkProcessOptions;
import dev.aegis.peer.webrtc.WebRtcEngine;
import dev.aegis.peer.webrtc.WebRtcOptions;
import dev.aegis.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The rate of a large file through a data channel, over that of a plain TCP copy of the same bytes.
final class DownloadMeasurement implements Measurement {
    private static final String NAME = "download";
    private static final int BYTES = 64 * 1024 * 1024;
    private static final int ROUNDS = 4;
    private static final long SEED = 64;

    private final Clock clock;

    DownloadMeasurement(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void run(BenchEnvironment bench, Report report) throws IOException, InterruptedException {
        Path folder = bench.folder("download");
        Path source = folder.resolve("blob");
        // Random bytes cannot be compressed.
        byte[] content = new byte[BYTES];
        new Random(SEED).nextBytes(content);
        Files.write(source, content);
        Digest digest = Digest.of(content);
        WebRtcOptions options = WebRtcOptions.standard(folder.resolve("native")).onLoopback();
        try (PeerEngine inProcess = new WebRtcEngine(options);
                PeerEngine linkProcess = new LinkProcessEngine(LinkProcessOptions.standard(options));
                LinkedPeers direct = LinkedPeers.connect(inProcess, inProcess, clock);
                LinkedPeers separate = LinkedPeers.connect(inProcess, linkProcess, clock)) {
            Map<String, Copy> copies = new LinkedHashMap<>();
            copies.put("plain TCP", new TcpCopy());
            copies.put("data channel, both ends in one process", new ChannelCopy(direct, digest));
            copies.put("data channel, from a link process", new ChannelCopy(separate, digest));
            measure(copies, source, folder.resolve("copy"), report);
        }
    }

    /// The first round is not counted.
    private static void measure(Map<String, Copy> copies, Path source, Path destination, Report report)
            throws IOException, InterruptedException {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, Copy> copy : copies.entrySet()) {
                double rate = rate(copy.getValue(), source, destination);
                if (round > 0) {
                    rates.computeIfAbsent(copy.getKey(), name -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        rates.forEach((name, values) -> report.add(NAME, name, Unit.MEGABYTES_PER_SECOND, values));
        List<Double> plain = rates.values().iterator().next();
        rates.entrySet().stream()
                .skip(1)
                .forEach(copy -> report.add(
                        NAME, copy.getKey() + ", over TCP", Unit.TIMES, new Pairs(copy.getValue(), plain).ratios()));
    }

    private static double rate(Copy copy, Path source, Path destination) throws IOException, InterruptedException {
        Files.deleteIfExists(destination);
        long start = System.nanoTime();
        copy.copy(source, destination);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (Files.mismatch(source, destination) >= 0) {
            throw new BenchException("a copy differs from its source");
        }
        return BYTES / seconds / 1e6;
    }
}
