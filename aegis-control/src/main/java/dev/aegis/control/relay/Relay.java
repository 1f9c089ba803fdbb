package dev.aegis.control.relay;

import dev.aegis.protocol.control.IceServer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Names the STUN and TURN servers of one side of one session. The TURN credentials are what coturn calls its REST API:
/// `use-auth-secret`, with a user name that begins with its expiry.
public final class Relay {
    private final RelaySettings settings;

    public Relay(RelaySettings settings) {
        this.settings = settings;
    }

    public List<IceServer> forClient(String jobId, Instant now) {
        return servers(jobId, now);
    }

    /// Other credentials than the client's, so that neither side can use up or abuse the other's.
    public List<IceServer> forMachine(String jobId, Instant now) {
        return servers(jobId + ".machine", now);
    }

    private List<IceServer> servers(String user, Instant now) {
        List<IceServer> servers = new ArrayList<>();
        if (!settings.stunUrls().isEmpty()) {
            servers.add(new IceServer(settings.stunUrls(), null, null));
        }
        if (settings.turnSecret() != null) {
            String username = now.plus(settings.turnTtl()).getEpochSecond() + ":" + user;
            servers.add(new IceServer(
                    settings.turnUrls(),
                    username,
                    credential(settings.turnSecret().reveal(), username)));
        }
        return servers;
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
