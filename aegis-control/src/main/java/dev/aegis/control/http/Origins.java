package dev.aegis.control.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The web origins that may call this server from a browser: an exact list.
public final class Origins {
    private static final Logger LOG = LoggerFactory.getLogger(Origins.class);
    private static final Pattern FORM =
            Pattern.compile("https?://([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");
    private static final int REMEMBERED = 1000;

    private final List<String> allowed;
    private final Set<String> alreadyLogged = ConcurrentHashMap.newKeySet();

    public Origins(List<String> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /// Returns why a configured origin cannot be used, as the end of a sentence that begins with the origin.
    public static Optional<String> reasonUnusable(String origin) {
        if (origin.contains("*")) {
            return Optional.of("has a wildcard; list each origin, such as https://app.example.org");
        }
        if (!origin.contains("://")) {
            return Optional.of("has no scheme; write https://" + origin.replaceAll("/+$", ""));
        }
        if (origin.endsWith("/")) {
            return Optional.of("ends with a slash; write " + origin.replaceAll("/+$", ""));
        }
        return FORM.matcher(origin).matches()
                ? Optional.empty()
                : Optional.of("is not an origin; write scheme, host and perhaps a port, in lower case, such as"
                        + " https://app.example.org or http://localhost:5173");
    }

    boolean allows(String origin) {
        if (allowed.contains(origin)) {
            return true;
        }
        if (alreadyLogged.size() < REMEMBERED && alreadyLogged.add(origin)) {
            LOG.atWarn()
                    .addKeyValue("origin", origin.substring(0, Math.min(origin.length(), 200)))
                    .addKeyValue("allowed_origins", allowed.toString())
                    .log("a web origin was refused; ALLOWED_ORIGINS is the list it was compared with");
        }
        return false;
    }

    List<String> allowed() {
        return allowed;
    }
}
