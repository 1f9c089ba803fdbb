package dev.aegis.control;

import dev.aegis.settings.Key;
import java.util.List;

/// Every setting of the build server.
final class ControlKeys {
    static final Key LISTEN = new Key(
            "CONTROL_LISTEN", "--listen", "address and port to listen on; port 0 takes a free one", "127.0.0.1:8470");
    static final Key ISSUER_ID =
            Key.of("CONTROL_ISSUER_ID", "who signs grants; machines pin it, so it must stay the same", "aegis-control");
    static final Key STATE_DIR = Key.of("CONTROL_STATE_DIR", "folder of the signing keys", "/var/lib/aegis-control");
    static final Key ACCESS_KEY =
            Key.of("MCP_AUTH_SECRET", "the access key that users send; at least 8 characters", null);
    static final Key ENROLMENT_SECRET =
            Key.of("AGENT_AUTH_SECRET", "the secret that build machines enrol with; at least 8 characters", null);
    static final Key ALLOWED_ORIGINS =
            Key.of("ALLOWED_ORIGINS", "web origins that may call this server, such as https://app.example.org", null);
    static final Key ALLOWED_CHANNELS =
            Key.of("ALLOWED_CHANNELS", "channels that a permission may hold", "espctl,pty,firmware");
    static final Key GRANT_TTL = Key.of("GRANT_TTL_SECS", "life of a grant in seconds, 5 to 30", "30");
    static final Key MAX_SESSION = Key.of("MAX_SESSION_SECS", "longest life of a session in seconds", "14400");
    static final Key MAX_BANDWIDTH =
            Key.of("MAX_BANDWIDTH_KBPS", "kilobits per second and channel; 0 for no limit", "0");
    static final Key MAX_MESSAGE_RATE =
            Key.of("MAX_MESSAGE_RATE", "messages per second and channel; 0 for no limit", "0");
    static final Key STUN_URLS = Key.of("STUN_URLS", "such as stun:stun.example.org:3478", null);
    static final Key TURN_URLS = Key.of("TURN_URLS", "such as turn:turn.example.org:3478?transport=udp", null);
    static final Key TURN_SECRET = Key.of("TURN_SECRET", "coturn's static-auth-secret", null);
    static final Key TURN_TTL = Key.of("TURN_TTL_SECS", "how long relay credentials open a relay, in seconds", "3600");
    static final Key QUEUE_WAIT = Key.of(
            "QUEUE_WAIT_SECS", "how long a job waits that no machine takes and no client follows, in seconds", "60");
    static final Key LEASE =
            Key.of("LEASE_SECS", "how long a machine holds a job without a sign of life, in seconds, 5 to 40", "30");
    static final Key GRANT_RATE =
            Key.of("GRANT_RATE_PER_MINUTE", "requests for permission a minute with one key", "120");
    static final Key ADDRESS_RATE =
            Key.of("ADDRESS_RATE_PER_MINUTE", "requests for permission a minute from one address", "240");
    static final Key WRONG_KEY_RATE = Key.of("WRONG_KEY_RATE_PER_MINUTE", "wrong keys a minute from one address", "60");
    static final Key MAX_STREAMS = Key.of("MAX_STREAMS", "open event streams in all", "12000");
    static final Key MAX_STREAMS_PER_CALLER =
            Key.of("MAX_STREAMS_PER_CALLER", "open event streams of one key or machine", "2000");

    static final List<Key> ALL = List.of(
            LISTEN,
            ISSUER_ID,
            STATE_DIR,
            ACCESS_KEY,
            ENROLMENT_SECRET,
            ALLOWED_ORIGINS,
            ALLOWED_CHANNELS,
            GRANT_TTL,
            MAX_SESSION,
            MAX_BANDWIDTH,
            MAX_MESSAGE_RATE,
            STUN_URLS,
            TURN_URLS,
            TURN_SECRET,
            TURN_TTL,
            QUEUE_WAIT,
            LEASE,
            GRANT_RATE,
            ADDRESS_RATE,
            WRONG_KEY_RATE,
            MAX_STREAMS,
            MAX_STREAMS_PER_CALLER);

    private ControlKeys() {}
}
