package dev.aegis.peer.webrtc;

import dev.aegis.peer.LinkPath;
import dev.aegis.protocol.Fingerprint;
import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The statistics of a connection, from a report of the library.
///
/// @param peer the certificate that the other side presented in the DTLS handshake
/// @param handshakeFailed whether the DTLS handshake failed
/// @param path the selected pair
/// @param pairs candidate pairs that exist
/// @param tried pairs on which a check was sent
/// @param answered pairs on which a check was answered
record ConnectionStats(
        @Nullable Fingerprint peer,
        boolean handshakeFailed,
        @Nullable LinkPath path,
        int pairs,
        int tried,
        int answered) {
    static final ConnectionStats UNKNOWN = new ConnectionStats(null, false, null, 0, 0, 0);

    static ConnectionStats read(RTCStatsReport report) {
        Map<String, RTCStats> all = report.getStats();
        List<RTCStats> pairs = all.values().stream()
                .filter(stats -> stats.getType() == RTCStatsType.CANDIDATE_PAIR)
                .toList();
        RTCStats transport = all.values().stream()
                .filter(stats -> stats.getType() == RTCStatsType.TRANSPORT)
                .findFirst()
                .orElse(null);
        return new ConnectionStats(
                transport == null ? null : peer(all, transport),
                transport != null && text(transport, "dtlsState").equals("failed"),
                transport == null ? null : path(all, transport),
                pairs.size(),
                count(pairs, "requestsSent"),
                count(pairs, "responsesReceived"));
    }

    private static int count(List<RTCStats> pairs, String attribute) {
        return (int) pairs.stream()
                .filter(pair -> pair.getAttributes().get(attribute) instanceof Number n && n.longValue() > 0)
                .count();
    }

    private static @Nullable Fingerprint peer(Map<String, RTCStats> all, RTCStats transport) {
        RTCStats certificate = referred(all, transport, "remoteCertificateId");
        if (certificate == null) {
            return null;
        }
        return Fingerprint.of(text(certificate, "fingerprintAlgorithm"), text(certificate, "fingerprint"));
    }

    private static @Nullable LinkPath path(Map<String, RTCStats> all, RTCStats transport) {
        RTCStats pair = referred(all, transport, "selectedCandidatePairId");
        RTCStats local = pair == null ? null : referred(all, pair, "localCandidateId");
        RTCStats remote = pair == null ? null : referred(all, pair, "remoteCandidateId");
        if (local == null || remote == null) {
            return null;
        }
        String localKind = text(local, "candidateType");
        String remoteKind = text(remote, "candidateType");
        return new LinkPath(localKind.equals("relay") || remoteKind.equals("relay"), localKind, remoteKind);
    }

    private static @Nullable RTCStats referred(Map<String, RTCStats> all, RTCStats from, String attribute) {
        Object id = from.getAttributes().get(attribute);
        return id == null ? null : all.get(id.toString());
    }

    private static String text(RTCStats stats, String attribute) {
        return String.valueOf(stats.getAttributes().get(attribute));
    }
}
