package dev.aegis.espctl.settings;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/// The build server's address: `http(s)://host[:port][/path]`, without a slash at its end.
///
/// @param uri without the slash
public record ServerAddress(URI uri) {
    private static final int LAST_PORT = 65_535;
    private static final String EXAMPLE = "write it like https://build.example.org or https://build.example.org:8443";
    private static final Pattern SSH_ALIAS = Pattern.compile("[\\w.-]+@[\\w.-]+(:.*)?|[\\w.-]+:(?!\\d).*");
    private static final Pattern IPV4_LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    /// @throws Failure that names the mistake
    public static ServerAddress parse(String text, Environment environment) {
        if (!text.contains("://")) {
            throw SSH_ALIAS.matcher(text).matches()
                    ? wrong(
                            text,
                            "looks like an SSH destination, not like a URL",
                            "use the server's web address, such as https://build.example.org")
                    : wrong(
                            text,
                            "has no http:// or https:// in front",
                            text.strip().contains(" ") ? EXAMPLE : "write https://" + text.strip());
        }
        URI uri = uri(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw wrong(text, "begins with " + scheme + "://", "use http:// or https://");
        }
        if (uri.getHost() == null) {
            throw wrong(
                    text,
                    uri.getAuthority() == null ? "names no host" : "has a host or port that cannot be one",
                    EXAMPLE);
        }
        if (uri.getPort() > LAST_PORT) {
            throw wrong(text, "has a port above " + LAST_PORT, EXAMPLE);
        }
        if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
            throw wrong(
                    "the address", "has a user, a query or a fragment in it", "leave only scheme, host, port and path");
        }
        ServerAddress address = new ServerAddress(uri);
        if (scheme.equals("http") && !address.isLoopback() && !environment.isOn("ESPCTL_ALLOW_INSECURE")) {
            throw new Failure(
                    ExitCode.NOT_CONFIGURED,
                    "server_insecure",
                    text + " would send your access key unencrypted",
                    "use https://, or set ESPCTL_ALLOW_INSECURE=1 if the network between is your own");
        }
        return address;
    }

    /// Whether the server is on this computer.
    public boolean isLoopback() {
        String host = uri.getHost();
        return host.equals("localhost")
                || host.equals("[::1]")
                || IPV4_LOOPBACK.matcher(host).matches();
    }

    @Override
    public String toString() {
        return uri.toString();
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException broken) {
            throw wrong(text, "is not a URL", EXAMPLE);
        }
    }

    private static Failure wrong(String text, String reason, String hint) {
        return new Failure(
                ExitCode.NOT_CONFIGURED, "server_url_wrong", "the server address " + shown(text) + " " + reason, hint);
    }

    private static String shown(String text) {
        return text.equals("the address")
                ? "you gave"
                : "'" + text.replaceAll("\\p{Cntrl}", "?").replaceFirst("//.*@", "//...@") + "'";
    }
}
