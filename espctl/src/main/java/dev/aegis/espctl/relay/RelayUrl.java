package dev.aegis.espctl.relay;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A `stun:`, `turn:` or `turns:` address (RFC 7064, RFC 7065).
///
/// @param isRelay `turn:` or `turns:`, not `stun:`
/// @param secure whether TLS is used
/// @param host a name or an IP address
/// @param port the port; the scheme's default if the URL has none
/// @param overTcp whether TCP is used
public record RelayUrl(boolean isRelay, boolean secure, String host, int port, boolean overTcp) {
    private static final Pattern FORM = Pattern.compile(
            "(stuns?|turns?):(\\[[0-9a-fA-F:.]+]|[^:?/\\s]+)(?::(\\d{1,5}))?(?:\\?transport=(udp|tcp))?",
            Pattern.CASE_INSENSITIVE);
    private static final int PORT = 3478;
    private static final int SECURE_PORT = 5349;

    public static Optional<RelayUrl> parse(String text) {
        Matcher url = FORM.matcher(text);
        if (!url.matches()) {
            return Optional.empty();
        }
        boolean secure = url.group(1).toLowerCase(Locale.ROOT).endsWith("s");
        int port = url.group(3) == null ? secure ? SECURE_PORT : PORT : Integer.parseInt(url.group(3));
        if (port == 0 || port > 0xffff) {
            return Optional.empty();
        }
        return Optional.of(new RelayUrl(
                url.group(1).regionMatches(true, 0, "turn", 0, 4),
                secure,
                url.group(2).replaceAll("[\\[\\]]", ""),
                port,
                secure || "tcp".equalsIgnoreCase(url.group(4))));
    }

    /// Such as `turn.example.org:3478 over UDP`.
    @Override
    public String toString() {
        return host + ":" + port + " over " + (secure ? "TLS" : overTcp ? "TCP" : "UDP");
    }
}
