package dev.aegis.peer.webrtc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.peer.LinkPair;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.channel.ChannelEngine;
import dev.aegis.peer.channel.LinkTimings;
import dev.aegis.peer.channel.WindowBudget;
import dev.aegis.protocol.ChannelName;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecyclingTest {
    private static final int LINKS = 200;
    private static final int LINKS_PER_FACTORY = 50;

    /// A new factory does not free the 80 KiB that each connection leaks; this test fails when the leak grows.
    private static final long MOST_KILOBYTES_PER_LINK = 160;

    private static final int MESSAGES = 60_000;
    private static final int FRAMES_PER_FACTORY = 10_000;

    /// Without a new factory, so many messages leak over 7 MiB.
    private static final long MOST_HEAP_KILOBYTES = 2 * 1024;

    private static final int WINDOW_BUDGET = 1024 * 1024;

    @TempDir
    Path cache;

    /// In a JVM whose heap is resident from the start, so that growth is native memory.
    @Test
    void recyclesFactoryAfterManyLinksAndLeaksNoMoreThanIsKnown() throws Exception {
        long[] figures = run(ManyLinksMain.class);
        assertEquals(LINKS / LINKS_PER_FACTORY, figures[0], "times that the library was started");
        assertEquals(WINDOW_BUDGET, figures[1], "bytes of the window budget that came back");
        assertTrue(figures[2] < MOST_KILOBYTES_PER_LINK * LINKS, () -> "grew by " + figures[2] + " KiB");
        assertTrue(figures[3] <= 3 * LINKS / LINKS_PER_FACTORY, () -> figures[3] + " threads more");
    }

    @Test
    void freesLeakOfMessagesWhenFactoryIsRecycled() throws Exception {
        long[] figures = run(ManyMessagesMain.class);
        assertEquals(2, figures[0], "times that the library was started");
        assertTrue(figures[1] < MOST_HEAP_KILOBYTES, () -> "kept " + figures[1] + " KiB of heap");
    }

    private long[] run(Class<?> main) throws Exception {
        ChildJvm child = ChildJvm.start(
                main,
                List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"),
                List.of(cache.toString()));
        String output = child.output();
        assertEquals(0, child.exitStatus(), output);
        return Arrays.stream(output.strip().split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    /// Sends many messages over one link and prints the memory that is still used after it was closed.
    public static final class ManyMessagesMain {
        private ManyMessagesMain() {}

        public static void main(String[] arguments) throws Exception {
            var frames = new WebRtcFrameEngine(new WebRtcOptions(
                    true,
                    Path.of(arguments[0]),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    1_000_000,
                    FRAMES_PER_FACTORY));
            try (var engine = new ChannelEngine(frames, new WindowBudget(WINDOW_BUDGET), LinkTimings.STANDARD)) {
                LinkPair.connected(engine, engine).close();
                long before = heapKilobytes();
                exchange(engine);
                long kept = heapKilobytes() - before;
                LinkPair.connected(engine, engine).close();
                System.out.println(frames.started() + " " + kept);
            }
        }

        private static void exchange(ChannelEngine engine) throws Exception {
            try (LinkPair pair = LinkPair.connected(engine, engine);
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                PeerChannel from = pair.client.channel(ChannelName.ESPCTL);
                PeerChannel to = pair.machine.channel(ChannelName.ESPCTL);
                Future<?> sender = threads.submit(() -> {
                    for (int i = 0; i < MESSAGES; i++) {
                        from.sendMessage(new byte[20]);
                    }
                    return null;
                });
                for (int i = 0; i < MESSAGES; i++) {
                    to.receive();
                }
                sender.get();
            }
        }

        private static long heapKilobytes() {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
        }
    }

    /// Opens and closes links and prints the memory that they used.
    public static final class ManyLinksMain {
        private ManyLinksMain() {}

        public static void main(String[] arguments) throws Exception {
            var options = new WebRtcOptions(
                    true,
                    Path.of(arguments[0]),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    LINKS_PER_FACTORY,
                    1_000_000);
            var frames = new WebRtcFrameEngine(options);
            var budget = new WindowBudget(WINDOW_BUDGET);
            try (var engine = new ChannelEngine(frames, budget, LinkTimings.STANDARD)) {
                LinkPair.connected(engine, engine).close();
                long kilobytes = residentKilobytes();
                int threads = ManagementFactory.getThreadMXBean().getThreadCount();
                for (int links = 2; links < LINKS; links += 2) {
                    LinkPair.connected(engine, engine).close();
                }
                System.out.println(frames.started() + " " + budget.left() + " " + (residentKilobytes() - kilobytes)
                        + " " + (ManagementFactory.getThreadMXBean().getThreadCount() - threads));
            }
        }

        private static long residentKilobytes() throws Exception {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
    }
}
