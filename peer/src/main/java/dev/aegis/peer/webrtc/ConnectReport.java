package dev.aegis.peer.webrtc;

import dev.aegis.protocol.control.IceServer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The report of an attempt to connect: candidates, servers and errors, in one sentence for the user.
final class ConnectReport {
    private static final int MAX_ERRORS = 8;

    private final boolean relayOnly;
    private final boolean relayOffered;
    private final boolean serversOffered;
    private final Map<String, Integer> local = new TreeMap<>();
    private final Map<String, Integer> remote = new TreeMap<>();
    private final Set<String> errors = new LinkedHashSet<>();
    private boolean refused;
    private boolean gathered;

    ConnectReport(List<IceServer> servers, boolean relayOnly) {
        this.relayOnly = relayOnly;
        List<String> urls =
                servers.stream().flatMap(server -> server.urls().stream()).toList();
        relayOffered = urls.stream().anyMatch(url -> url.startsWith("turn"));
        serversOffered = !urls.isEmpty();
    }

    synchronized void localCandidate(String kind) {
        local.merge(kind, 1, Integer::sum);
    }

    synchronized void remoteCandidate(String kind) {
        remote.merge(kind, 1, Integer::sum);
    }

    synchronized void error(String url, int code, String text) {
        refused |= code == 401 || code == 438;
        if (errors.size() < MAX_ERRORS) {
            errors.add(url + " answered " + code + (text.isBlank() ? "" : " " + text.strip()));
        }
    }

    synchronized void gathered() {
        gathered = true;
    }

    synchronized boolean hasLocalCandidate() {
        return !local.isEmpty();
    }

    synchronized String sentence(ConnectionStats stats) {
        var parts = new StringJoiner("; ");
        parts.add("this side found " + counted(local) + (gathered ? "" : " so far") + ", the other side sent "
                + counted(remote));
        parts.add(
                stats.tried() == 0
                        ? "no candidate pair was tried"
                        : "of " + stats.pairs() + " candidate pairs " + stats.tried() + " were tried and "
                                + stats.answered() + " answered");
        parts.add(relay());
        if (serversOffered && !refused && !local.containsKey("srflx") && !local.containsKey("relay")) {
            parts.add("no STUN or TURN server answered over UDP, so a firewall may block UDP");
        } else if (stats.tried() > 0 && stats.answered() == 0) {
            parts.add("no UDP packet came back, so a firewall may block UDP");
        }
        return parts.toString();
    }

    private String relay() {
        if (!relayOffered) {
            return relayOnly ? "only a relay may be used, but none was offered" : "no relay was offered";
        }
        if (refused) {
            return "the relay refused the credentials (" + String.join(", ", errors)
                    + "): they are wrong or have expired, so ask for a new permission";
        }
        if (local.containsKey("relay")) {
            return "a relay was offered and gave an address";
        }
        return "a relay was offered but gave no address"
                + (errors.isEmpty() ? "" : " (" + String.join(", ", errors) + ")");
    }

    private static String counted(Map<String, Integer> kinds) {
        return kinds.isEmpty()
                ? "no candidates"
                : kinds.entrySet().stream()
                                .map(kind -> kind.getValue() + " " + kind.getKey())
                                .collect(Collectors.joining(" and "))
                        + " candidates";
    }
}
