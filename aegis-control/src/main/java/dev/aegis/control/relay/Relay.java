package dev.aegis.control.relay;

import dev.aegis.protocol.control.IceServer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The STUN and TURN servers of one side of one session. TURN credentials have the form of the REST API of coturn
/// (`use-auth-secret`): the user name begins with the expiry.
public final class Relay {
    private static final Duration PREVIEW_TTL = Duration.ofMinutes(1);

    private final RelaySettings settings;

    public Relay(RelaySettings settings) {
        this.settings = settings;
    }

    public List<IceServer> forClient(String jobId, Instant now) {
        return servers(jobId, now);
    }

    /// Returns other credentials than the client's, so that neither side can use up the quota of the other.
    public List<IceServer> forMachine(String jobId, Instant now) {
        return servers(jobId + ".machine", now);
    }

    /// Returns credentials without a session, for a test whether the relay can be reached.
    public List<IceServer> forPreview(String previewId, Instant now) {
        return servers(previewId, now, shorter(PREVIEW_TTL, settings.turnTtl()));
    }

    private List<IceServer> servers(String user, Instant now) {
        return servers(user, now, settings.turnTtl());
    }

    private List<IceServer> servers(String user, Instant now, Duration ttl) {
        List<IceServer> servers = new ArrayList<>();
        if (!settings.stunUrls().isEmpty()) {
            servers.add(new IceServer(settings.stunUrls(), null, null));
        }
        if (settings.turnSecret() != null) {
            String username = now.plus(ttl).getEpochSecond() + ":" + user;
            servers.add(new IceServer(
                    settings.turnUrls(),
                    username,
                    credential(settings.turnSecret().reveal(), username)));
        }
        return servers;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static String credential(String secret, String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA1", impossible);
        }
    }
}
