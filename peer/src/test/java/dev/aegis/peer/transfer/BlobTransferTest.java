package dev.aegis.peer.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkPair;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerChannel.Received;
import dev.aegis.peer.channel.ChannelEngine;
import dev.aegis.peer.channel.InMemoryFrameEngine;
import dev.aegis.peer.channel.LinkTimings;
import dev.aegis.peer.channel.WindowBudget;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Blob;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobTransferTest {
    @TempDir
    Path directory;

    private LinkPair pair;
    private PeerChannel sender;
    private PeerChannel receiver;
    private Path partial;
    private Path destination;

    @BeforeEach
    void connect() throws Exception {
        var frames = InMemoryFrameEngine.pair();
        var budget = new WindowBudget(64L * 1024 * 1024);
        pair = LinkPair.connected(
                new ChannelEngine(frames.get(0), budget, LinkTimings.STANDARD),
                new ChannelEngine(frames.get(1), budget, LinkTimings.STANDARD));
        sender = pair.machine.channel(ChannelName.FIRMWARE);
        receiver = pair.client.channel(ChannelName.FIRMWARE);
        partial = directory.resolve("blob.part");
        destination = directory.resolve("blob");
    }

    @AfterEach
    void close() {
        pair.close();
    }

    private static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private static byte[] text(int size) {
        byte[] content = new byte[size];
        var random = new Random(size);
        for (int i = 0; i < size; i++) {
            content[i] = (byte) ('a' + random.nextInt(4));
        }
        return content;
    }

    private long send(byte[] content, long offset) throws Exception {
        Path file = Files.write(directory.resolve("source"), content);
        return BlobSender.send(
                sender, file, Digest.of(content), content.length, offset, WireJson::bytes, TransferProgress.NONE);
    }

    private Blob announced() throws Exception {
        return WireJson.read(
                assertInstanceOf(Received.Message.class, receiver.receive()).content(), Blob.class);
    }

    private long receive(Blob blob) throws Exception {
        return BlobReceiver.receive(receiver, blob, partial, destination, TransferProgress.NONE);
    }

    private LinkException refusal(Blob blob) {
        return assertThrows(LinkException.class, () -> receive(blob));
    }

    /// @return the announced blob, received completely
    private Blob transfer(byte[] content, long offset) throws Exception {
        return whileSending(() -> send(content, offset), () -> {
            Blob blob = announced();
            receive(blob);
            return blob;
        });
    }

    private static <T> T whileSending(Callable<?> sending, Callable<T> receiving) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> sent = threads.submit(sending);
            T result = receiving.call();
            sent.get();
            return result;
        }
    }

    @Test
    void sendsRandomBytesUncompressed() throws Exception {
        byte[] content = random(1_000_003);
        assertEquals(Blob.Encoding.IDENTITY, transfer(content, 0).encoding());
        assertArrayEquals(content, Files.readAllBytes(destination));
        assertFalse(Files.exists(partial));
    }

    @Test
    void compressesContentWhoseSampleShrinks() throws Exception {
        byte[] content = text(3_000_001);
        long came = whileSending(() -> send(content, 0), () -> {
            Blob blob = announced();
            assertEquals(Blob.Encoding.DEFLATE, blob.encoding());
            return receive(blob);
        });
        assertTrue(came < content.length / 2, () -> came + " bytes came");
        assertArrayEquals(content, Files.readAllBytes(destination));
    }

    @Test
    void keepsChannelUsableAfterEachSizeOfBlob() throws Exception {
        for (int size : new int[] {0, 1, 511, 512, 4096, 61_439, 61_440, 61_441, 200_000, 300_000}) {
            transfer(text(size), 0);
            assertEquals(size, Files.size(destination));
            transfer(random(size), 0);
            assertEquals(size, Files.size(destination));
        }
        sender.sendMessage(new byte[] {1});
        assertInstanceOf(Received.Message.class, receiver.receive());
    }

    @Test
    void endsDecodingInTheLastFrame() throws Exception {
        byte[] content = text(1_000_000);
        whileSending(() -> send(content, 0), () -> {
            Blob blob = announced();
            try (var inflater = new java.util.zip.Inflater()) {
                long out = 0;
                byte[] buffer = new byte[2_000_000];
                while (!inflater.finished()) {
                    assertTrue(out < blob.size(), "all content came out before the last frame");
                    inflater.setInput(assertInstanceOf(Received.Data.class, receiver.receive())
                            .content());
                    int count = inflater.inflate(buffer);
                    while (count > 0) {
                        out += count;
                        count = inflater.inflate(buffer);
                    }
                }
                assertEquals(blob.size(), out);
            }
            return blob;
        });
    }

    @Test
    void resumesWhereEarlierTransferStopped() throws Exception {
        byte[] content = text(500_000);
        Files.write(partial, Arrays.copyOf(content, 123_456));
        assertEquals(123_456, BlobReceiver.resumeOffset(partial));
        assertEquals(123_456, transfer(content, 123_456).offset());
        assertArrayEquals(content, Files.readAllBytes(destination));
    }

    @Test
    void cutsPartialFileBackToAnnouncedOffset() throws Exception {
        byte[] content = random(200_000);
        Files.write(partial, random(150_000));
        Files.write(partial, Arrays.copyOf(content, 100), java.nio.file.StandardOpenOption.WRITE);
        transfer(content, 100);
        assertArrayEquals(content, Files.readAllBytes(destination));
    }

    @Test
    void verifiesTheResumedFirstPartToo() throws Exception {
        byte[] content = random(200_000);
        Files.write(partial, new byte[1000]);
        LinkException refused = whileSending(() -> send(content, 1000), () -> refusal(announced()));
        assertEquals("blob_corrupt", refused.code());
        assertFalse(Files.exists(partial));
        assertFalse(Files.exists(destination));
    }

    @Test
    void keepsPartialFileWhenConnectionBreaks() throws Exception {
        sender.sendData(random(50_000), 0, 50_000);
        Blob blob = new Blob(Digest.of(random(1)), 100_000, 0, Blob.Encoding.IDENTITY);
        LinkException broken = whileSending(
                () -> {
                    pair.machine.close();
                    return null;
                },
                () -> refusal(blob));
        assertEquals("blob_broken_off", broken.code());
        assertEquals(50_000, BlobReceiver.resumeOffset(partial));
    }

    @Test
    void refusesOffsetBeyondPartialFile() {
        Blob blob = new Blob(Digest.of(random(1)), 100_000, 10, Blob.Encoding.IDENTITY);
        assertEquals("blob_offset_mismatch", refusal(blob).code());
    }

    @Test
    void refusesMoreThanWasAnnounced() throws Exception {
        sender.sendData(random(1001), 0, 1001);
        Blob blob = new Blob(Digest.of(random(1001)), 1000, 0, Blob.Encoding.IDENTITY);
        assertEquals("blob_corrupt", refusal(blob).code());
    }

    @Test
    void writesNoMoreOfZipBombThanWasAnnounced() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(new byte[50_000_000]);
        }
        for (int at = 0; at < packed.size(); at += 10_000) {
            sender.sendData(packed.toByteArray(), at, Math.min(10_000, packed.size() - at));
        }
        Blob blob = new Blob(Digest.of(new byte[1000]), 1000, 0, Blob.Encoding.DEFLATE);
        LinkException refused = refusal(blob);
        assertEquals("blob_corrupt", refused.code());
        assertTrue(
                String.valueOf(refused.getMessage()).contains("it has more than the 1000 bytes"), refused::getMessage);
        assertFalse(Files.exists(partial));
    }

    @Test
    void refusesStreamThatIsNotZlib() throws Exception {
        sender.sendData(random(1000), 0, 1000);
        Blob blob = new Blob(Digest.of(random(1000)), 1000, 0, Blob.Encoding.DEFLATE);
        assertEquals("blob_corrupt", refusal(blob).code());
    }

    @Test
    void refusesZlibStreamThatEndsEarly() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(new byte[10]);
        }
        sender.sendData(packed.toByteArray(), 0, packed.size());
        Blob blob = new Blob(Digest.of(new byte[1000]), 1000, 0, Blob.Encoding.DEFLATE);
        assertEquals("blob_corrupt", refusal(blob).code());
    }

    @Test
    void refusesMessageInTheMiddleOfBlob() throws Exception {
        sender.sendMessage(new byte[] {1});
        Blob blob = new Blob(Digest.of(random(1)), 100, 0, Blob.Encoding.IDENTITY);
        assertEquals("unexpected_message", refusal(blob).code());
    }

    @Test
    void closesChannelWhenFileIsShorterThanAnnounced() throws Exception {
        Path file = Files.write(directory.resolve("source"), random(10));
        var changed = assertThrows(
                LinkException.class,
                () -> BlobSender.send(
                        sender, file, Digest.of(random(10)), 11, 0, WireJson::bytes, TransferProgress.NONE));
        assertEquals("blob_changed", changed.code());
    }

    @Test
    void reportsProgressUpToTheEnd() throws Exception {
        byte[] content = text(300_000);
        long[] last = {0, 0};
        whileSending(() -> send(content, 0), () -> {
            Blob blob = announced();
            return BlobReceiver.receive(receiver, blob, partial, destination, (done, total) -> {
                assertTrue(done >= last[0]);
                last[0] = done;
                last[1] = total;
            });
        });
        assertArrayEquals(new long[] {300_000, 300_000}, last);
    }

    @Test
    void writesNothingThroughALinkInPlaceOfPartialFile() throws Exception {
        Path victim = Files.write(directory.resolve("victim"), new byte[] {1});
        Files.createSymbolicLink(partial, victim);
        Blob blob = new Blob(Digest.of(new byte[0]), 0, 0, Blob.Encoding.IDENTITY);
        assertThrows(java.io.IOException.class, () -> receive(blob));
        assertArrayEquals(new byte[] {1}, Files.readAllBytes(victim));
    }
}
