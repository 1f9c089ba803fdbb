package dev.aegis.control;

import dev.aegis.control.grant.GrantPolicy;
import dev.aegis.control.http.Origins;
import dev.aegis.control.relay.RelaySettings;
import dev.aegis.control.schedule.SchedulingRules;
import dev.aegis.control.state.Rate;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Limits;
import dev.aegis.protocol.Secret;
import dev.aegis.settings.Key;
import dev.aegis.settings.Settings;
import dev.aegis.settings.SettingsException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What one build server is told at its start, checked.
///
/// @param accessKey of users
/// @param enrolmentSecret of build machines
/// @param heartbeat how often a quiet event stream shows that it lives
public record ControlSettings(
        InetSocketAddress listen,
        Path stateDirectory,
        Secret accessKey,
        Secret enrolmentSecret,
        List<String> allowedOrigins,
        GrantPolicy grants,
        RelaySettings relay,
        SchedulingRules scheduling,
        Rates rates,
        Duration heartbeat) {
    private static final int MIN_SECRET_CHARS = 8;
    private static final int MAX_RATE = 1_000_000;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Pattern STUN = Pattern.compile("stuns?:[^\\s?/]+");
    private static final Pattern TURN = Pattern.compile("turns?:[^\\s?/]+(\\?transport=(udp|tcp))?");

    public record Rates(
            Rate grantsPerUser, Rate grantsPerAddress, Rate wrongKeysPerAddress, int streamsPerCaller, int streams) {}

    /// @param files env files
    /// @param environment the process's environment
    /// @param flags of the command line
    /// @throws SettingsException with a sentence that says what to change
    public static ControlSettings read(List<Path> files, Map<String, String> environment, List<String> flags) {
        Settings settings = Settings.read(ControlKeys.ALL, files, environment, flags);
        Secret accessKey = secret(settings, ControlKeys.ACCESS_KEY);
        Secret enrolmentSecret = secret(settings, ControlKeys.ENROLMENT_SECRET);
        if (accessKey.matches(enrolmentSecret.reveal())) {
            throw settings.wrong(
                    ControlKeys.ENROLMENT_SECRET,
                    "is the same as MCP_AUTH_SECRET; every user could enrol a build machine, so choose another");
        }
        return new ControlSettings(
                listen(settings),
                settings.path(ControlKeys.STATE_DIR),
                accessKey,
                enrolmentSecret,
                origins(settings),
                grants(settings),
                relay(settings),
                SchedulingRules.with(
                        settings.seconds(ControlKeys.LEASE, 5, 40),
                        settings.seconds(ControlKeys.QUEUE_WAIT, 1, 24 * 3600)),
                rates(settings),
                HEARTBEAT);
    }

    private static InetSocketAddress listen(Settings settings) {
        String text = settings.text(ControlKeys.LISTEN);
        int colon = text.lastIndexOf(':');
        try {
            String host = text.substring(0, Math.max(0, colon)).replaceAll("[\\[\\]]", "");
            int port = Integer.parseInt(text.substring(colon + 1));
            if (!host.isEmpty()) {
                return InetSocketAddress.createUnresolved(host, port);
            }
        } catch (IllegalArgumentException notAPort) {
            throw settings.wrong(ControlKeys.LISTEN, "does not end with a port; write it like 127.0.0.1:8470");
        }
        throw settings.wrong(ControlKeys.LISTEN, "is not ADDRESS:PORT; write it like 127.0.0.1:8470");
    }

    private static Secret secret(Settings settings, Key key) {
        String text = settings.text(key);
        if (text.length() < MIN_SECRET_CHARS) {
            throw settings.wrong(
                    key, "is shorter than " + MIN_SECRET_CHARS + " characters; make one with: openssl rand -hex 32");
        }
        return new Secret(text);
    }

    private static List<String> origins(Settings settings) {
        List<String> origins = settings.list(ControlKeys.ALLOWED_ORIGINS);
        for (String origin : origins) {
            Origins.complaint(origin).ifPresent(complaint -> {
                throw settings.wrong(ControlKeys.ALLOWED_ORIGINS, "is not usable: '" + origin + "' " + complaint);
            });
        }
        return origins;
    }

    private static GrantPolicy grants(Settings settings) {
        List<ChannelName> channels = settings.list(ControlKeys.ALLOWED_CHANNELS).stream()
                .map(label -> ChannelName.find(label)
                        .orElseThrow(() -> settings.wrong(
                                ControlKeys.ALLOWED_CHANNELS,
                                "names '" + label + "'; the channels are espctl, pty and firmware")))
                .distinct()
                .toList();
        return new GrantPolicy(
                settings.text(ControlKeys.ISSUER_ID),
                settings.number(ControlKeys.GRANT_TTL, Limits.GRANT_TTL_MIN_SECS, Limits.GRANT_TTL_MAX_SECS),
                settings.number(ControlKeys.MAX_SESSION, 10, 7 * 24 * 3600),
                channels,
                settings.number(ControlKeys.MAX_BANDWIDTH, 0, Integer.MAX_VALUE),
                settings.number(ControlKeys.MAX_MESSAGE_RATE, 0, Integer.MAX_VALUE));
    }

    private static RelaySettings relay(Settings settings) {
        List<String> turnUrls = urls(settings, ControlKeys.TURN_URLS, TURN, "turn:turn.example.org:3478");
        boolean hasSecret = settings.find(ControlKeys.TURN_SECRET).isPresent();
        if (hasSecret == turnUrls.isEmpty()) {
            throw new SettingsException("TURN_URLS and TURN_SECRET belong together; set both or none");
        }
        return new RelaySettings(
                urls(settings, ControlKeys.STUN_URLS, STUN, "stun:stun.example.org:3478"),
                turnUrls,
                settings.find(ControlKeys.TURN_SECRET).map(Secret::new).orElse(null),
                settings.seconds(ControlKeys.TURN_TTL, 60, 7 * 24 * 3600));
    }

    private static List<String> urls(Settings settings, Key key, Pattern form, String example) {
        List<String> urls = settings.list(key);
        for (String url : urls) {
            if (!form.matcher(url).matches()) {
                throw settings.wrong(key, "has '" + url + "'; write it like " + example);
            }
        }
        return urls;
    }

    private static Rates rates(Settings settings) {
        return new Rates(
                Rate.perMinute(settings.number(ControlKeys.GRANT_RATE, 1, MAX_RATE)),
                Rate.perMinute(settings.number(ControlKeys.ADDRESS_RATE, 1, MAX_RATE)),
                Rate.perMinute(settings.number(ControlKeys.WRONG_KEY_RATE, 1, MAX_RATE)),
                settings.number(ControlKeys.MAX_STREAMS_PER_CALLER, 1, MAX_RATE),
                settings.number(ControlKeys.MAX_STREAMS, 1, MAX_RATE));
    }
}
