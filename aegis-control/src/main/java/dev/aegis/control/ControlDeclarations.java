package dev.aegis.control;

import dev.aegis.control.http.Origins;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Limits;
import dev.aegis.settings.Declarations;
import dev.aegis.settings.InvalidValueException;
import dev.aegis.settings.Setting;
import dev.aegis.settings.SettingGroup;
import dev.aegis.settings.ValueType;
import dev.aegis.settings.ValueTypes;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The declaration of every setting of `aegis-control`. `--help`, the flags and the tables of `docs/operating.md` come
/// from here.
final class ControlDeclarations {
    private static final int MAX_RATE = 1_000_000;
    private static final int WEEK_SECS = 7 * 24 * 3600;
    private static final Pattern STUN = Pattern.compile("stuns?:[^\\s?/]+");
    private static final Pattern TURN = Pattern.compile("turns?:[^\\s?/]+(\\?transport=(udp|tcp))?");

    static final Setting<InetSocketAddress> LISTEN = Setting.of(
                    "CONTROL_LISTEN",
                    ValueTypes.socketAddress(),
                    "address and port to listen on; port 0 takes a free one",
                    "127.0.0.1:8470")
            .withOldFlag("--listen")
            .withEffect("in use, or not an address of this host: exit 1");
    static final Setting<Path> STATE_DIR = Setting.of(
                    "CONTROL_STATE_DIR",
                    ValueTypes.path(),
                    "directory of the signing keys, created when it is missing",
                    "/var/lib/aegis-control")
            .withEffect("not writable: exit 1; another directory: new keys, which no enrolled machine accepts");
    static final Setting<String> ISSUER_ID = Setting.of(
                    "CONTROL_ISSUER_ID",
                    ValueTypes.text(),
                    "name of this build server in its grants; machines pin it",
                    "aegis-control")
            .withEffect("changed: every machine refuses the server until `aegis-agent enrol --renew`");
    static final Setting<List<String>> ALLOWED_ORIGINS = Setting.optional(
                    "ALLOWED_ORIGINS",
                    ValueTypes.listOf(
                            new ValueType<>("origin such as https://app.example.org", ControlDeclarations::origin)),
                    "web origins whose pages may call this server")
            .withEffect("origin missing: its page gets `origin_refused`, and the log names it once");

    static final Setting<String> ACCESS_KEY = Setting.required(
                    "MCP_AUTH_SECRET", ValueTypes.secret(8), "access key of the users")
            .withEffect("changed: every user gets `key_wrong` until `espctl login`");
    static final Setting<String> ENROLMENT_SECRET = Setting.required(
                    "AGENT_AUTH_SECRET", ValueTypes.secret(8), "secret that build machines enrol with")
            .withEffect("the same as MCP_AUTH_SECRET: exit 2; changed: machines need the new one to register again");

    static final Setting<List<ChannelName>> ALLOWED_CHANNELS = Setting.of(
                    "ALLOWED_CHANNELS",
                    ValueTypes.listOf(new ValueType<>("espctl, pty or firmware", ControlDeclarations::channel)),
                    "channels that a grant may hold",
                    "espctl,pty,firmware")
            .withEffect("channel missing: requests for it get `channel_not_allowed`");
    static final Setting<Integer> GRANT_TTL = Setting.of(
                    "GRANT_TTL_SECS",
                    ValueTypes.wholeNumber(Limits.GRANT_TTL_MIN_SECS, Limits.GRANT_TTL_MAX_SECS, "seconds"),
                    "lifetime of a grant",
                    "30")
            .withEffect("too short: grants expire on a slow path, and machines refuse them");
    static final Setting<Integer> MAX_SESSION = Setting.of(
                    "MAX_SESSION_SECS",
                    ValueTypes.wholeNumber(10, WEEK_SECS, "seconds"),
                    "longest session that a client may ask for",
                    "14400")
            .withEffect("too short: sessions end while their build runs; the build goes on");
    static final Setting<Integer> MAX_BANDWIDTH = Setting.of(
                    "MAX_BANDWIDTH_KBPS",
                    ValueTypes.wholeNumber(0, Integer.MAX_VALUE, "kilobits per second"),
                    "bandwidth of each channel; 0 for no limit",
                    "0")
            .withEffect("too low: uploads and downloads are slow");
    static final Setting<Integer> MAX_MESSAGE_RATE = Setting.of(
                    "MAX_MESSAGE_RATE",
                    ValueTypes.wholeNumber(0, Integer.MAX_VALUE, "messages per second"),
                    "messages on each channel; 0 for no limit",
                    "0")
            .withEffect("too low: uploads, downloads and logs are slow");

    static final Setting<List<String>> STUN_URLS = Setting.optional(
                    "STUN_URLS",
                    ValueTypes.listOf(url(STUN, "stun:stun.example.org:3478")),
                    "STUN servers that clients and machines use")
            .withEffect("not set: no direct connection between two networks with NAT");
    static final Setting<List<String>> TURN_URLS = Setting.optional(
                    "TURN_URLS",
                    ValueTypes.listOf(url(TURN, "turn:turn.example.org:3478?transport=udp")),
                    "TURN relays for when no direct connection is possible; needs TURN_SECRET")
            .withEffect("unreachable: such sessions end with a failure to connect; `espctl doctor` shows it");
    static final Setting<String> TURN_SECRET = Setting.optional(
                    "TURN_SECRET", ValueTypes.secret(1), "`static-auth-secret` of the TURN server; needs TURN_URLS")
            .withEffect("another than the TURN server's: the relay refuses every session");
    static final Setting<Duration> TURN_TTL = Setting.of(
                    "TURN_TTL_SECS",
                    ValueTypes.seconds(60, WEEK_SECS),
                    "how long relay credentials can open a relay",
                    "3600")
            .withEffect("shorter than a session: the session cannot reconnect through the relay");

    static final Setting<Duration> QUEUE_WAIT = Setting.of(
                    "QUEUE_WAIT_SECS",
                    ValueTypes.seconds(1, 24 * 3600),
                    "how long a job waits that no machine takes and no client follows",
                    "60")
            .withEffect("too short: a client that reconnects finds its job expired");
    static final Setting<Duration> LEASE = Setting.of(
                    "LEASE_SECS",
                    ValueTypes.seconds(5, 40),
                    "how long a machine holds a job without renewing its lease",
                    "30")
            .withEffect("too short: a machine that is out of reach for a moment loses its sessions");

    static final Setting<Integer> GRANT_RATE = Setting.of(
                    "GRANT_RATE_PER_MINUTE",
                    perMinute(),
                    "requests for a grant with one key; the same number of previews",
                    "120")
            .withEffect("more requests get `rate_limited` with `Retry-After`");
    static final Setting<Integer> ADDRESS_RATE = Setting.of(
                    "ADDRESS_RATE_PER_MINUTE",
                    perMinute(),
                    "requests for a grant from one address; the same number of previews",
                    "240")
            .withEffect("behind a reverse proxy all users share its address");
    static final Setting<Integer> WRONG_KEY_RATE = Setting.of(
                    "WRONG_KEY_RATE_PER_MINUTE", perMinute(), "wrong keys from one address", "60")
            .withEffect("more get `rate_limited` in place of `key_wrong`");
    static final Setting<Integer> MAX_STREAMS = Setting.of(
                    "MAX_STREAMS",
                    ValueTypes.wholeNumber(1, MAX_RATE, "streams"),
                    "open event streams of all callers; one per session on each side",
                    "12000")
            .withEffect("more get `too_many_streams`; each needs a file descriptor");
    static final Setting<Integer> MAX_STREAMS_PER_CALLER = Setting.of(
                    "MAX_STREAMS_PER_CALLER",
                    ValueTypes.wholeNumber(1, MAX_RATE, "streams"),
                    "open event streams of one key or one machine",
                    "2000")
            .withEffect("more get `too_many_streams`");

    static final Declarations ALL = new Declarations(
            List.of(
                    SettingGroup.of("Address and files", LISTEN, STATE_DIR, ISSUER_ID, ALLOWED_ORIGINS),
                    SettingGroup.of("Secrets", ACCESS_KEY, ENROLMENT_SECRET),
                    SettingGroup.of(
                            "Grants", ALLOWED_CHANNELS, GRANT_TTL, MAX_SESSION, MAX_BANDWIDTH, MAX_MESSAGE_RATE),
                    SettingGroup.of("STUN and TURN", STUN_URLS, TURN_URLS, TURN_SECRET, TURN_TTL),
                    SettingGroup.of("Queue", QUEUE_WAIT, LEASE),
                    SettingGroup.of(
                            "Limits", GRANT_RATE, ADDRESS_RATE, WRONG_KEY_RATE, MAX_STREAMS, MAX_STREAMS_PER_CALLER)),
            Set.of());

    private ControlDeclarations() {}

    private static ValueType<Integer> perMinute() {
        return ValueTypes.wholeNumber(1, MAX_RATE, "per minute");
    }

    private static String origin(String text) throws InvalidValueException {
        Optional<String> reason = Origins.reasonUnusable(text);
        if (reason.isPresent()) {
            throw new InvalidValueException("is not usable: '" + text + "' " + reason.get());
        }
        return text;
    }

    private static ChannelName channel(String label) throws InvalidValueException {
        return ChannelName.find(label)
                .orElseThrow(() ->
                        new InvalidValueException("names '" + label + "'; the channels are espctl, pty and firmware"));
    }

    private static ValueType<String> url(Pattern form, String example) {
        return new ValueType<>("URL such as " + example, text -> {
            if (!form.matcher(text).matches()) {
                throw new InvalidValueException("has '" + text + "'; write it like " + example);
            }
            return text;
        });
    }
}
