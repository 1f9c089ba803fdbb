package dev.aegis.control.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.aegis.protocol.Secret;
import dev.aegis.protocol.control.IceServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RelayTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final List<String> URLS = List.of("turn:turn.example.org:3478");

    @Test
    void credentialEqualsThatOfCoturn() {
        Relay relay = new Relay(new RelaySettings(List.of(), URLS, new Secret("north"), Duration.ofMinutes(10)));
        IceServer server = relay.forClient("j-1", NOW).getFirst();
        assertEquals("1800000600:j-1", server.username());
        // printf 1800000600:j-1 | openssl dgst -sha1 -hmac north -binary | base64
        assertEquals("+IYVV1R7itPhpFIFOvp+B90slCc=", server.credential());
    }

    @Test
    void credentialsDifferBySideAndSession() {
        Relay relay = new Relay(new RelaySettings(List.of(), URLS, new Secret("north"), Duration.ofMinutes(10)));
        IceServer client = relay.forClient("j-1", NOW).getFirst();
        assertNotEquals(
                client.credential(), relay.forMachine("j-1", NOW).getFirst().credential());
        assertNotEquals(
                client.credential(), relay.forClient("j-2", NOW).getFirst().credential());
    }

    @Test
    void noServersWhenNoneAreConfigured() {
        Relay relay = new Relay(new RelaySettings(List.of(), List.of(), null, Duration.ofMinutes(10)));
        assertEquals(List.of(), relay.forClient("j-1", NOW));
    }
}
