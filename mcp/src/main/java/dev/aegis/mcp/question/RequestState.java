package dev.aegis.mcp.question;

import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import dev.aegis.mcp.message.Message;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs the answers of earlier rounds into `requestState`, the text that a client returns with each retry, and
/// reads it back. The signature binds it to one request and to a short time.
public final class RequestState {
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Clock clock;

    public RequestState(byte[] key, Clock clock) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.clock = clock;
    }

    String seal(Message.Request request, JsonObject answers) {
        var payload = JsonObject.of(
                        "request", digest(request),
                        "until", clock.instant().plus(LIFETIME).getEpochSecond(),
                        "answers", answers)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(payload) + "." + encoder.encodeToString(sign(payload));
    }

    /// Returns the answers of earlier rounds.
    JsonObject open(Message.Request request, String sealed) throws ProtocolError {
        try {
            int dot = sealed.indexOf('.');
            byte[] payload = Base64.getUrlDecoder().decode(sealed.substring(0, Math.max(dot, 0)));
            byte[] signature = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
            if (!MessageDigest.isEqual(signature, sign(payload))) {
                throw invalid("was altered, or comes from an earlier run of this server");
            }
            var state = (JsonObject) JsonReader.read(payload, 0, payload.length);
            if (!state.text("request").equals(digest(request))) {
                throw invalid("belongs to another request");
            }
            if (state.whole("until", 0) < clock.instant().getEpochSecond()) {
                throw invalid("has expired");
            }
            return state.object("answers");
        } catch (IllegalArgumentException | JsonReader.NotJson garbled) {
            throw invalid("was not made by this server");
        }
    }

    private static ProtocolError invalid(String why) {
        return ProtocolError.invalidParams("requestState " + why + "; send the request again without it");
    }

    /// Returns the digest of the parts that are equal in each round.
    private static String digest(Message.Request request) {
        var constant = request.params()
                .without("_meta")
                .without("inputResponses")
                .without("requestState")
                .with("method", request.method());
        return Base64.getEncoder().encodeToString(sha256(constant.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    private byte[] sign(byte[] payload) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(payload);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, missing);
        }
    }
}
