package dev.aegis.peer.webrtc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One ICE candidate attribute (RFC 8839 section 5.1), split at spaces: foundation, component,
/// transport, priority, address, port, `typ`, type, and pairs of extensions such as `raddr`.
record CandidateLine(List<String> parts) {
    static final String LOOPBACK = "127.0.0.1";

    private static final int TRANSPORT = 2;
    private static final int ADDRESS = 4;
    private static final int KIND = 7;
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    CandidateLine {
        parts = List.copyOf(parts);
    }

    static Optional<CandidateLine> parse(String text) {
        List<String> parts = List.of(text.strip().split("\\s+"));
        boolean fits = parts.size() > KIND
                && parts.get(0).startsWith("candidate:")
                && parts.get(KIND - 1).equals("typ");
        return fits ? Optional.of(new CandidateLine(parts)) : Optional.empty();
    }

    String kind() {
        return parts.get(KIND);
    }

    String address() {
        return parts.get(ADDRESS);
    }

    boolean isUdp() {
        return parts.get(TRANSPORT).equalsIgnoreCase("udp");
    }

    boolean isLoopback() {
        return address().equals(LOOPBACK);
    }

    /// Returns this candidate with a loopback address, which works because our sockets listen on every
    /// address. Empty for a relay candidate, whose socket is on the relay, and for TCP and IPv6.
    Optional<CandidateLine> onLoopback() {
        if (!isUdp() || !IPV4.matcher(address()).matches() || (kind().equals("relay") && !isLoopback())) {
            return Optional.empty();
        }
        List<String> moved = new ArrayList<>(parts);
        moved.set(ADDRESS, LOOPBACK);
        int related = moved.indexOf("raddr");
        if (related > 0 && related + 1 < moved.size()) {
            moved.set(related + 1, LOOPBACK);
        }
        return Optional.of(new CandidateLine(moved));
    }

    String text() {
        return String.join(" ", parts);
    }
}
