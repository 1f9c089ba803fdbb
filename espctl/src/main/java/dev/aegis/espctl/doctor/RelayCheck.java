package dev.aegis.espctl.doctor;

import dev.aegis.espctl.doctor.ParallelCalls.Asked;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.relay.RelayAnswer;
import dev.aegis.espctl.relay.RelayProbe;
import dev.aegis.espctl.relay.RelayUrl;
import dev.aegis.protocol.control.IceServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Requests a relayed address from each relay that the build server offers, as a connection does.
final class RelayCheck {
    private static final Duration PATIENCE = Duration.ofMillis(2500);
    /// A relay whose name cannot be resolved in time counts as one that does not answer.
    private static final Duration PATIENCE_WITH_NAMES = Duration.ofSeconds(3);

    private static final int MOST_ASKED = 8;

    private final ParallelCalls inquiry;
    private final boolean serverIsHere;
    private final long serverTime;

    /// @param serverIsHere whether the build server is on this computer
    /// @param serverTime the time at which the credentials were made, in Unix seconds
    RelayCheck(ParallelCalls inquiry, boolean serverIsHere, long serverTime) {
        this.inquiry = inquiry;
        this.serverIsHere = serverIsHere;
        this.serverTime = serverTime;
    }

    private record Told(RelayUrl url, IceServer server, RelayAnswer answer) {}

    Check look(List<IceServer> servers) {
        List<Told> told = ask(servers);
        List<Told> relays = told.stream().filter(one -> one.url().isRelay()).toList();
        if (relays.isEmpty()) {
            return serverIsHere
                    ? Check.skipped(Topic.RELAY, "the build server is on this computer and offers no relay")
                    : Check.warning(
                            Topic.RELAY,
                            "no_relay_offered",
                            "the build server offers no relay; builds work only where a direct connection does",
                            "ask the operator to set TURN_URLS and TURN_SECRET");
        }
        Optional<Told> overUdp = working(relays, false);
        if (overUdp.isPresent()) {
            return Check.ok(Topic.RELAY, words(overUdp.get()));
        }
        Optional<Told> overTcp = working(relays, true);
        if (overTcp.isPresent()) {
            boolean udpAsked = relays.stream().anyMatch(one -> !one.url().overTcp());
            return udpAsked
                    ? Check.warning(
                            Topic.RELAY,
                            "udp_blocked",
                            "UDP to the relay is blocked; " + words(overTcp.get()),
                            "builds use the relay over TCP, which is slower; allow outgoing UDP to it")
                    : Check.ok(Topic.RELAY, words(overTcp.get()));
        }
        return failed(relays);
    }

    private List<Told> ask(List<IceServer> servers) {
        RelayProbe probe = new RelayProbe(PATIENCE);
        List<Told> told = new ArrayList<>();
        Map<Told, Asked<RelayAnswer>> asked = new LinkedHashMap<>();
        for (IceServer server : servers) {
            for (String text : server.urls()) {
                RelayUrl.parse(text)
                        .filter(url -> asked.size() < MOST_ASKED)
                        .ifPresent(url -> asked.put(
                                new Told(url, server, new RelayAnswer.Silent()),
                                inquiry.ask(PATIENCE_WITH_NAMES, () -> probe.ask(url, server))));
            }
        }
        asked.forEach((silent, answer) ->
                told.add(new Told(silent.url(), silent.server(), answer.inTime().orElse(silent.answer()))));
        return told;
    }

    private static Optional<Told> working(List<Told> relays, boolean overTcp) {
        return relays.stream()
                .filter(one ->
                        one.answer() instanceof RelayAnswer.Works && one.url().overTcp() == overTcp)
                .findFirst();
    }

    private static String words(Told told) {
        return told.answer() instanceof RelayAnswer.Works works
                ? told.url() + " relays, " + works.millis() + " ms"
                : String.valueOf(told.url());
    }

    /// Returns the most informative failure: an answer with a reason before one without an answer.
    private Check failed(List<Told> relays) {
        for (Told one : relays) {
            if (one.answer() instanceof RelayAnswer.Refused refused) {
                return refused(one, refused);
            }
        }
        for (Told one : relays) {
            if (one.answer() instanceof RelayAnswer.Unable unable) {
                return error(
                        "relay_unable",
                        one.url() + " accepts the credentials but does not relay: " + unable.code() + " "
                                + unable.reason(),
                        "report it to the operator of the relay");
            }
        }
        boolean nameless = relays.stream().allMatch(one -> one.answer() instanceof RelayAnswer.NoSuchName);
        if (nameless) {
            return error(
                    "relay_name_unknown",
                    "the relay's name " + relays.getFirst().url().host() + " cannot be resolved",
                    "check your DNS; if others cannot resolve it either, ask the operator to correct TURN_URLS");
        }
        boolean silentUdp =
                relays.stream().anyMatch(one -> !one.url().overTcp() && one.answer() instanceof RelayAnswer.Silent);
        return error(
                silentUdp ? "udp_blocked" : "relay_unreachable",
                (silentUdp ? "no answer over UDP: UDP is blocked, or the relay is down: " : "")
                        + relays.stream().map(RelayCheck::reason).collect(Collectors.joining("; ")),
                "allow outgoing UDP to the relay, or ask the operator to check it and to offer it over TCP");
    }

    private Check refused(Told one, RelayAnswer.Refused refused) {
        String username = one.server().username() == null ? "" : one.server().username();
        String expiry = username.replaceFirst(":.*", "");
        boolean expired = expiry.matches("\\d{1,15}") && Long.parseLong(expiry) <= serverTime;
        return expired
                ? error(
                        "relay_credentials_expired",
                        one.url() + " rejects the credentials: they expired on the way",
                        "ask the operator to raise TURN_TTL_SECS, or to set the build server's clock")
                : error(
                        "relay_credentials_refused",
                        one.url() + " rejects the credentials of the build server: " + refused.code() + " "
                                + refused.reason(),
                        "ask the operator to give the relay and the build server the same TURN_SECRET, and the right"
                                + " time");
    }

    private static Check error(String code, String detail, String fix) {
        return Check.error(Topic.RELAY, ExitCode.UNREACHABLE, code, detail, fix);
    }

    private static String reason(Told told) {
        return told.url() + ": "
                + switch (told.answer()) {
                    case RelayAnswer.Works works -> "works";
                    case RelayAnswer.Refused refused -> refused.reason();
                    case RelayAnswer.Unable unable -> unable.reason();
                    case RelayAnswer.Silent silent -> "no answer";
                    case RelayAnswer.NotThere gone -> gone.reason();
                    case RelayAnswer.NoSuchName unknown -> "no such name";
                };
    }
}
