package dev.aegis.peer.webrtc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.peer.LinkPair;
import dev.aegis.peer.PeerChannel;
import dev.aegis.protocol.ChannelName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackLinkTest {
    @TempDir
    static Path cache;

    static WebRtcEngine engine;

    @BeforeAll
    static void start() {
        engine = WebRtcEngine.onLoopback(cache);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void exchangesMessagesOnThreeChannels() throws Exception {
        try (LinkPair pair = LinkPair.connected(engine, engine)) {
            for (ChannelName name : ChannelName.values()) {
                byte[] text = ("hello on " + name.wire()).getBytes(StandardCharsets.UTF_8);
                pair.client.channel(name).sendMessage(text);
                var received = pair.machine.channel(name).receive();
                assertArrayEquals(
                        text,
                        assertInstanceOf(PeerChannel.Received.Message.class, received)
                                .content());
            }
            assertFalse(pair.candidates.isEmpty());
            assertTrue(
                    pair.candidates.stream().allMatch(line -> line.contains(" 127.0.0.1 ")), pair.candidates::toString);
        }
    }
}
