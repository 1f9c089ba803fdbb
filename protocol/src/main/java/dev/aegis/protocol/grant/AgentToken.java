package dev.aegis.protocol.grant;

import dev.aegis.protocol.Limits;
import dev.aegis.protocol.Required;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import java.time.Clock;

/// The bearer token of a machine at the build server: a JWT (RFC 7519) signed with the enrolled key, similar
/// to RFC 7523. It is valid for at most 300 seconds.
///
/// @param sub the machine's id
/// @param aud the issuer id of the build server; `register` in a registration, before the issuer is known
/// @param iat time of issue, in unix seconds
/// @param exp end of validity, in unix seconds
public record AgentToken(String sub, String aud, long iat, long exp) {
    static final String TYPE = "aegis-agent+jwt";
    public static final String REGISTER = "register";
    private static final int MAX_TTL_SECS = 300;

    public AgentToken {
        Required.text("sub", sub, 64);
        Required.text("aud", aud, 256);
    }

    /// Returns by how many seconds the machine's clock is ahead, by a token that it has just made.
    public long clockAheadSecs(Clock clock) {
        return iat - clock.instant().getEpochSecond();
    }

    /// Returns the machine id from an unverified token, to find the key of the machine.
    public static String claimedAgentId(String compact) {
        return WireJson.readStrict(Jws.read(compact).payload(), AgentToken.class)
                .sub();
    }

    /// Verifies a token.
    ///
    /// @throws WireException when the signature, the machine, the audience or the time is wrong
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
        if (token.exp() - token.iat() > MAX_TTL_SECS) {
            throw new WireException("the token is valid for more than " + MAX_TTL_SECS + " s");
        }
        return token;
    }
}
