package dev.aegis.protocol.grant;

import dev.aegis.protocol.Limits;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import java.time.Clock;

/// What a machine's requests to the build server are authenticated by: a JWT signed with the enrolled
/// key, in the manner of RFC 7523.
///
/// @param sub the machine's id
/// @param aud the build server's issuer id, or the word `register` at the first registration, before
///   the issuer is known
/// @param iat unix seconds
/// @param exp unix seconds
public record AgentToken(String sub, String aud, long iat, long exp) {
    static final String TYPE = "aegis-agent+jwt";
    public static final String REGISTER = "register";
    private static final int LONGEST_LIFE_SECS = 300;

    public AgentToken {
        Required.text("sub", sub, 64);
        Required.text("aud", aud, 256);
    }

    /// Reads the machine's id without believing it, to find its key.
    public static String claimedAgentId(String compact) {
        return WireJson.readStrict(Jws.read(compact).payload(), AgentToken.class)
                .sub();
    }

    /// @throws WireException when the token is not this machine's, not for this server, or not valid
    ///   now
    public static AgentToken verify(String compact, String publicKey, String audience, Clock clock) {
        Jws jws = Jws.read(compact);
        String agentId = AgentKey.idOf(publicKey);
        if (!jws.header().equals(Jws.header(TYPE, agentId))
                || !Ed25519.verify(Ed25519.publicKey(publicKey), jws.signed(), jws.signature())) {
            throw new WireException("the token is not signed by machine " + agentId);
        }
        AgentToken token = WireJson.readStrict(jws.payload(), AgentToken.class);
        long now = clock.instant().getEpochSecond();
        if (!token.sub().equals(agentId) || !token.aud().equals(audience)) {
            throw new WireException("the token is for " + token.sub() + " at " + token.aud());
        }
        if (token.iat() > now + Limits.CLOCK_SKEW_SECS || token.exp() + Limits.CLOCK_SKEW_SECS < now) {
            throw new WireException(
                    "the token is not valid now; the clocks differ by about " + Math.abs(now - token.iat()) + " s");
        }
        if (token.exp() - token.iat() > LONGEST_LIFE_SECS) {
            throw new WireException("the token lives longer than " + LONGEST_LIFE_SECS + " s");
        }
        return token;
    }
}
