package dev.aegis.peer.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.peer.Certificates;
import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkPair;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerChannel.Received;
import dev.aegis.peer.PeerLink;
import dev.aegis.peer.webrtc.ChildJvm;
import dev.aegis.peer.webrtc.WebRtcOptions;
import dev.aegis.protocol.ChannelName;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkProcessTest {
    @TempDir
    static Path directory;

    static Path temporary;

    private LinkProcessEngine engine;

    @BeforeAll
    static void makeDirectory() throws Exception {
        temporary = Files.createDirectories(directory.resolve("t"));
    }

    static LinkProcessOptions options() {
        var standard = LinkProcessOptions.standard(
                WebRtcOptions.standard(directory.resolve("cache")).onLoopback());
        return new LinkProcessOptions(standard.webRtc(), temporary, standard.heapMegabytes(), 4, 1_000_000);
    }

    @BeforeEach
    void start() {
        engine = new LinkProcessEngine(options());
    }

    @AfterEach
    void stop() throws Exception {
        engine.close();
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    private static ProcessHandle process(LinkProcessEngine engine) {
        return ProcessHandle.of(engine.pid().orElseThrow()).orElseThrow();
    }

    private static void assertTravels(LinkPair pair) throws Exception {
        pair.client.channel(ChannelName.ESPCTL).sendMessage(new byte[] {1, 2});
        assertArrayEquals(
                new byte[] {1, 2},
                assertInstanceOf(
                                Received.Message.class,
                                pair.machine.channel(ChannelName.ESPCTL).receive())
                        .content());
    }

    @Test
    void carriesChannelsAndEndsWithItsEngine() throws Exception {
        ProcessHandle child;
        try (LinkPair pair = LinkPair.connected(engine, engine)) {
            assertTravels(pair);
            assertTrue(pair.candidates.stream().allMatch(line -> line.contains(" 127.0.0.1 ")));
            child = process(engine);
        }
        engine.close();
        assertFalse(child.isAlive());
    }

    @Test
    void costsOnlyItsLinksWhenItDies() throws Exception {
        try (LinkPair pair = LinkPair.connected(engine, engine)) {
            PeerChannel channel = pair.client.channel(ChannelName.ESPCTL);
            ProcessHandle child = process(engine);
            child.destroyForcibly();
            LinkException died = assertInstanceOf(LinkException.class, pair.client.awaitClosed());
            assertEquals("link_process_died", died.code());
            assertTrue(String.valueOf(died.getMessage()).contains("137"), died::getMessage);
            assertEquals(
                    "link_process_died",
                    assertThrows(LinkException.class, () -> channel.sendMessage(new byte[1]))
                            .code());
            assertInstanceOf(LinkException.class, pair.machine.awaitClosed());
            assertEquals(
                    "link_process_died",
                    assertThrows(LinkException.class, () -> pair.machine.channel(ChannelName.ESPCTL))
                            .code());
            try (LinkPair next = LinkPair.connected(engine, engine)) {
                assertTravels(next);
                assertNotEquals(child.pid(), process(engine).pid());
            }
        }
    }

    @Test
    void isReplacedWhenItIsDueForRecycling() throws Exception {
        LinkPair.connected(engine, engine).close();
        ProcessHandle first = process(engine);
        LinkPair.connected(engine, engine).close();
        first.onExit().get(30, TimeUnit.SECONDS);
        try (LinkPair pair = LinkPair.connected(engine, engine)) {
            assertTravels(pair);
            assertNotEquals(first.pid(), process(engine).pid());
        }
    }

    @Test
    void rejectsBadCertificateBeforeNativeCodeGetsIt() {
        DtlsCertificate good = Certificates.create(Clock.systemUTC());
        var bad = new DtlsCertificate("nonsense", good.privateKeyPem(), good.fingerprint());
        try (PeerLink link = engine.open(LinkPair.settings(bad, null), (candidate, mid, index) -> {})) {
            assertEquals(
                    "bad_certificate",
                    assertThrows(LinkException.class, () -> link.awaitConnected(LinkPair.PATIENCE))
                            .code());
        }
    }

    @Test
    void outlivesInterruptedCallers() throws Exception {
        try (LinkPair pair = LinkPair.connected(engine, engine)) {
            Thread.currentThread().interrupt();
            assertThrows(
                    InterruptedException.class,
                    () -> pair.client.channel(ChannelName.ESPCTL).sendMessage(new byte[1]));
            Thread.currentThread().interrupt();
            pair.client.addRemoteCandidate("candidate:1 1 udp 1 127.0.0.1 9 typ host", "0", 0);
            assertTrue(Thread.interrupted());
            assertTravels(pair);
        }
    }

    @Test
    void reportsProcessThatCannotStart() {
        var standard = options();
        var broken = new LinkProcessOptions(standard.webRtc(), temporary, 1, 4, 100);
        try (var unusable = new LinkProcessEngine(broken)) {
            var refused = assertThrows(LinkException.class, unusable::prepare);
            assertEquals("link_process_unavailable", refused.code());
            assertTrue(String.valueOf(refused.getMessage()).contains("heap"), refused::getMessage);
        }
    }

    @Test
    void endsWhenItsProgramIsKilled() throws Exception {
        ChildJvm program = ChildJvm.start(
                WaitingMain.class,
                List.of("-Djava.io.tmpdir=" + temporary),
                List.of(directory.resolve("cache").toString()));
        try (var output =
                new BufferedReader(new InputStreamReader(program.process().getInputStream(), StandardCharsets.UTF_8))) {
            long child = Long.parseLong(output.readLine());
            ProcessHandle handle = ProcessHandle.of(child).orElseThrow();
            program.process().toHandle().destroyForcibly();
            program.process().waitFor();
            handle.onExit().get(30, TimeUnit.SECONDS);
            assertEquals(List.of(), output.lines().toList());
        }
    }

    @Test
    void runsInItsOwnProcessGroup() throws Exception {
        engine.prepare();
        assertSent("kill -s 0 -- -" + process(engine).pid());
    }

    private static void assertSent(String command) throws Exception {
        assertEquals(0, new ProcessBuilder("sh", "-c", command).start().waitFor(), command);
    }

    /// As Ctrl-C in a terminal does.
    @Test
    void survivesInterruptOfItsProcessGroup() throws Exception {
        assertCarriesOnAfter((program, child) -> "kill -s INT -- -" + program);
    }

    /// As a service supervisor does, which also signals processes in another session.
    @Test
    void survivesTerminationSignalToEveryProcess() throws Exception {
        assertCarriesOnAfter((program, child) -> "kill -s TERM " + child + " " + program);
    }

    private static void assertCarriesOnAfter(BiFunction<Long, Long, String> signal) throws Exception {
        ChildJvm program = ChildJvm.startInOwnGroup(
                DrainingMain.class,
                List.of("-Djava.io.tmpdir=" + temporary),
                List.of(directory.resolve("cache").toString()));
        try (var output =
                new BufferedReader(new InputStreamReader(program.process().getInputStream(), StandardCharsets.UTF_8))) {
            String child = output.readLine();
            ProcessHandle handle = ProcessHandle.of(Long.parseLong(child)).orElseThrow();
            assertSent(signal.apply(program.process().pid(), handle.pid()));
            assertEquals(List.of("carried by " + child), output.lines().toList());
            handle.onExit().get(30, TimeUnit.SECONDS);
        } finally {
            program.process().destroyForcibly().waitFor();
        }
    }

    /// Starts a link process, prints its number, and when told to end, uses the link that it has and
    /// opens another before it does.
    public static final class DrainingMain {
        private DrainingMain() {}

        public static void main(String[] arguments) throws Exception {
            var webRtc = WebRtcOptions.standard(Path.of(arguments[0])).onLoopback();
            var engine = new LinkProcessEngine(LinkProcessOptions.standard(webRtc));
            LinkPair pair = LinkPair.connected(engine, engine);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(engine, pair)));
            System.out.println(engine.pid().orElseThrow());
            pair.client.awaitClosed();
        }

        private static void drain(LinkProcessEngine engine, LinkPair pair) {
            try (LinkPair next = LinkPair.connected(engine, engine)) {
                assertTravels(next);
                assertTravels(pair);
                System.out.println("carried by " + engine.pid().orElseThrow());
            } catch (Exception | AssertionError broken) {
                System.out.println(broken);
            }
        }
    }

    /// Starts a link process, prints its process id, and waits to be killed.
    public static final class WaitingMain {
        private WaitingMain() {}

        public static void main(String[] arguments) throws Exception {
            var webRtc = WebRtcOptions.standard(Path.of(arguments[0])).onLoopback();
            var engine = new LinkProcessEngine(LinkProcessOptions.standard(webRtc));
            try (LinkPair pair = LinkPair.connected(engine, engine)) {
                System.out.println(engine.pid().orElseThrow());
                pair.client.awaitClosed();
            }
        }
    }
}
