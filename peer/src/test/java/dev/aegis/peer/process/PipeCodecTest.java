package dev.aegis.peer.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aegis.peer.Certificates;
import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.LinkPath;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerLink;
import dev.aegis.peer.SendRateLimits;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.control.IceServer;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipeCodecTest {
    private static final DtlsCertificate CERTIFICATE = Certificates.create(Clock.systemUTC());

    @Test
    void readsWhatItWrote() throws IOException {
        var settings = new LinkSettings(
                CERTIFICATE,
                List.of(new IceServer(List.of("turn:127.0.0.1:3478"), "user", "secret")),
                true,
                List.of(ChannelName.PTY, ChannelName.FIRMWARE),
                CERTIFICATE.fingerprint(),
                123_456,
                new SendRateLimits(100, 20));
        var connected = new PeerLink.Connected(CERTIFICATE.fingerprint(), new LinkPath(true, "relay", "host"));
        for (PipeMessage message : List.of(
                new PipeMessage.Open(1, settings),
                new PipeMessage.Request(2, 7, PipeMessage.Verb.ACCEPT_OFFER, "v=0\r\nümläut"),
                new PipeMessage.Answer(3, 7, ""),
                new PipeMessage.Failed(4, 8, "bad_sdp", "no"),
                new PipeMessage.Candidate(5, "candidate:1", "0", 3),
                new PipeMessage.Candidate(5, null, null, 0),
                new PipeMessage.Sent(6, ChannelName.PTY, 99),
                new PipeMessage.ChannelOpened(7, ChannelName.ESPCTL),
                new PipeMessage.ChannelClosed(8, ChannelName.ESPCTL),
                new PipeMessage.CloseChannel(9, ChannelName.ESPCTL),
                new PipeMessage.Connected(10, connected),
                new PipeMessage.Ended(11, "peer_lost", "gone"),
                new PipeMessage.Close(12),
                new PipeMessage.Closed(-13))) {
            assertEquals(message, PipeCodec.read(PipeCodec.bytes(message)));
        }
    }

    @Test
    void carriesFramesAsTheyAre() throws IOException {
        byte[] content = {1, 2, 3};
        var frame = new PipeMessage.Frame(1, ChannelName.FIRMWARE, content);
        var read = assertInstanceOf(PipeMessage.Frame.class, PipeCodec.read(PipeCodec.bytes(frame)));
        assertArrayEquals(content, read.content());
    }

    @Test
    void refusesUnknownKind() {
        assertThrows(IOException.class, () -> PipeCodec.read(new byte[] {99, 0, 0, 0, 1}));
    }
}
