package dev.aegis.peer.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkPair;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerChannel.Received;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.process.LinkProcessEngine;
import dev.aegis.peer.process.LinkProcessOptions;
import dev.aegis.peer.webrtc.WebRtcEngine;
import dev.aegis.peer.webrtc.WebRtcOptions;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Blob;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Complete transfers over real connections.
class LargeBlobTest {
    private static final int MEGABYTES = 100;
    private static final int MAX_WINDOW = 4 * 1024 * 1024;

    @TempDir
    static Path directory;

    static Path source;
    static Digest digest;

    @BeforeAll
    static void makeSource() throws Exception {
        source = directory.resolve("source");
        MessageDigest sha = Digest.start();
        var random = new Random(7);
        byte[] megabyte = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(source)) {
            for (int i = 0; i < MEGABYTES; i++) {
                random.nextBytes(megabyte);
                sha.update(megabyte);
                out.write(megabyte);
            }
        }
        digest = Digest.finish(sha.digest());
    }

    private static WebRtcOptions options() {
        return WebRtcOptions.standard(directory.resolve("cache")).onLoopback();
    }

    private static Callable<Long> send(PeerChannel channel, long offset) {
        return () -> BlobSender.send(
                channel, source, digest, Files.size(source), offset, WireJson::bytes, TransferProgress.NONE);
    }

    private static Callable<Path> receive(PeerChannel channel, String name, TransferProgress progress) {
        return () -> {
            byte[] announcement =
                    assertInstanceOf(Received.Message.class, channel.receive()).content();
            Path destination = directory.resolve(name);
            BlobReceiver.receive(
                    channel,
                    WireJson.read(announcement, Blob.class),
                    directory.resolve(name + ".part"),
                    destination,
                    progress);
            return destination;
        };
    }

    private static void assertTravelsBothWays(PeerEngine clients, PeerEngine machines) throws Exception {
        try (LinkPair pair = LinkPair.connected(clients, machines);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            PeerChannel up = pair.client.channel(ChannelName.ESPCTL);
            PeerChannel down = pair.machine.channel(ChannelName.FIRMWARE);
            up.allowWindow(MAX_WINDOW);
            down.allowWindow(MAX_WINDOW);
            Future<Long> uploading = threads.submit(send(up, 0));
            Future<Long> downloading = threads.submit(send(down, 0));
            Future<Path> uploaded = threads.submit(
                    receive(pair.machine.channel(ChannelName.ESPCTL), "uploaded", TransferProgress.NONE));
            Future<Path> downloaded = threads.submit(
                    receive(pair.client.channel(ChannelName.FIRMWARE), "downloaded", TransferProgress.NONE));
            assertEquals(-1, Files.mismatch(source, uploaded.get()));
            assertEquals(-1, Files.mismatch(source, downloaded.get()));
            assertEquals(Files.size(source), uploading.get());
            assertEquals(Files.size(source), downloading.get());
        }
    }

    @Test
    void transfersBothWaysAtOnceInThisProcess() throws Exception {
        try (var engine = new WebRtcEngine(options())) {
            assertTravelsBothWays(engine, engine);
        }
    }

    @Test
    void transfersBothWaysAtOnceThroughLinkProcess() throws Exception {
        try (var client = new WebRtcEngine(options());
                var machine = new LinkProcessEngine(LinkProcessOptions.standard(options()))) {
            assertTravelsBothWays(client, machine);
        }
    }

    @Test
    void resumesOverNewLinkAfterLinkProcessWasKilled() throws Exception {
        try (var client = new WebRtcEngine(options());
                var machine = new LinkProcessEngine(LinkProcessOptions.standard(options()));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long broke = breakInTheMiddle(client, machine, threads);
            assertTrue(broke > 0 && broke < Files.size(source), () -> "broke at " + broke);
            try (LinkPair pair = LinkPair.connected(client, machine)) {
                Future<Long> sent = threads.submit(send(pair.client.channel(ChannelName.ESPCTL), broke));
                Path resumed = receive(pair.machine.channel(ChannelName.ESPCTL), "resumed", TransferProgress.NONE)
                        .call();
                assertEquals(-1, Files.mismatch(source, resumed));
                assertEquals(Files.size(source) - broke, sent.get());
            }
        }
    }

    /// @return bytes that arrived before the machine's link process was killed
    private static long breakInTheMiddle(PeerEngine client, LinkProcessEngine machine, ExecutorService threads)
            throws Exception {
        LinkPair pair = LinkPair.connected(client, machine);
        var begun = new CountDownLatch(1);
        TransferProgress watch = (done, total) -> {
            if (done > total / 10) {
                begun.countDown();
            }
        };
        Future<Long> sending = threads.submit(send(pair.client.channel(ChannelName.ESPCTL), 0));
        Future<Path> receiving = threads.submit(receive(pair.machine.channel(ChannelName.ESPCTL), "resumed", watch));
        begun.await();
        ProcessHandle.of(machine.pid().orElseThrow()).orElseThrow().destroyForcibly();
        var broken = assertThrows(java.util.concurrent.ExecutionException.class, receiving::get);
        assertEquals(
                "blob_broken_off",
                assertInstanceOf(LinkException.class, broken.getCause()).code());
        pair.close();
        assertThrows(java.util.concurrent.ExecutionException.class, sending::get);
        return BlobReceiver.resumeOffset(directory.resolve("resumed.part"));
    }
}
