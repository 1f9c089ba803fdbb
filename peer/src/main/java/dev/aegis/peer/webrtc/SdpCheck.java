package dev.aegis.peer.webrtc;

import dev.aegis.peer.LinkException;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The check of the other side's SDP before the library gets it.
final class SdpCheck {
    private SdpCheck() {}

    static void check(String sdp, @Nullable Fingerprint expected) throws LinkException {
        if (sdp.getBytes(StandardCharsets.UTF_8).length > Limits.SDP_BYTES) {
            throw new LinkException("bad_sdp", "the other side's SDP is over " + Limits.SDP_BYTES + " bytes");
        }
        List<Fingerprint> named = fingerprints(sdp);
        long lines = sdp.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).strip().startsWith("a=fingerprint"))
                .count();
        if (named.size() != 1 || lines == 0) {
            throw mismatch("the other side's SDP names " + named.size() + " certificates; it must name one");
        }
        if (expected != null && !named.getFirst().equals(expected)) {
            throw mismatch("the other side's SDP names the certificate " + named.getFirst() + "; expected " + expected);
        }
    }

    private static List<Fingerprint> fingerprints(String sdp) throws LinkException {
        try {
            return Fingerprint.inSdp(sdp);
        } catch (IllegalArgumentException unreadable) {
            throw mismatch("the other side's SDP has a fingerprint that cannot be read: " + unreadable.getMessage());
        }
    }

    private static LinkException mismatch(String sentence) {
        return new LinkException("sdp_fingerprint_mismatch", sentence);
    }

    /// Returns the SDP with loopback candidates only.
    static String onLoopback(String sdp) {
        return sdp.lines()
                        .filter(line -> !line.startsWith("a=candidate:")
                                || CandidateLine.parse(line.substring(2))
                                        .filter(CandidateLine::isLoopback)
                                        .isPresent())
                        .collect(Collectors.joining("\r\n"))
                + "\r\n";
    }
}
