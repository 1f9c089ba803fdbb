package dev.aegis.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final String PAIRS = "AB" + ":AB".repeat(31);

    @Test
    void readsEachDifferentFingerprintOfAnSdp() {
        String sdp = "v=0\r\na=fingerprint:sha-256 " + PAIRS + "\r\nm=application 9\r\na=fingerprint:SHA-256 "
                + PAIRS.toLowerCase(java.util.Locale.ROOT) + "\r\n";

        assertEquals(List.of(new Fingerprint("sha-256:" + PAIRS)), Fingerprint.inSdp(sdp));
    }

    @Test
    void refusesAnotherHash() {
        assertThrows(IllegalArgumentException.class, () -> Fingerprint.inSdp("a=fingerprint:sha-1 " + PAIRS + "\r\n"));
    }
}
