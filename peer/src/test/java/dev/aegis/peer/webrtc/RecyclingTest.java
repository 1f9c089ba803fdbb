package dev.aegis.peer.webrtc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.peer.LinkPair;
import dev.aegis.peer.channel.ChannelEngine;
import dev.aegis.peer.channel.LinkTimings;
import dev.aegis.peer.channel.WindowBudget;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecyclingTest {
    private static final int LINKS = 200;
    private static final int LINKS_PER_FACTORY = 50;
    private static final long MOST_GROWTH_KILOBYTES = 64 * 1024;

    @TempDir
    Path cache;

    @Test
    void startsLibraryAnewAndStaysSmallOverManyLinks() throws Exception {
        var options = new WebRtcOptions(
                true, cache, Duration.ofSeconds(5), Duration.ofSeconds(5), LINKS_PER_FACTORY, 1_000_000);
        var frames = new WebRtcFrames(options);
        var budget = new WindowBudget(1024 * 1024);
        try (var engine = new ChannelEngine(frames, budget, LinkTimings.STANDARD)) {
            LinkPair.connected(engine, engine).close();
            long before = nativeKilobytes();
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            for (int links = 2; links < LINKS; links += 2) {
                LinkPair.connected(engine, engine).close();
            }
            long growth = nativeKilobytes() - before;
            assertEquals(LINKS / LINKS_PER_FACTORY, frames.started());
            assertEquals(1024 * 1024, budget.left());
            assertTrue(growth < MOST_GROWTH_KILOBYTES, () -> "grew by " + growth + " KiB");
            int more = ManagementFactory.getThreadMXBean().getThreadCount() - threads;
            assertTrue(more <= 3 * LINKS / LINKS_PER_FACTORY, () -> more + " threads more");
        }
    }

    /// Resident memory without the Java heap.
    private static long nativeKilobytes() throws Exception {
        long resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
        return resident
                - ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted() / 1024;
    }
}
