package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.ProtocolError;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Seals what earlier rounds of questions brought to light into the text that a client carries from
/// round to round, and opens it again: bound to the request it was made for, short-lived, and worthless
/// when altered.
final class RetryState {
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Clock clock;

    RetryState(byte[] key, Clock clock) {
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.clock = clock;
    }

    String seal(Message.Request request, JsonObject answers) {
        var payload = JsonObject.of(
                        "request", digest(request),
                        "until", clock.instant().plus(LIFE).getEpochSecond(),
                        "answers", answers)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(payload) + "." + encoder.encodeToString(sign(payload));
    }

    /// The answers of earlier rounds.
    JsonObject open(Message.Request request, String sealed) throws ProtocolError {
        try {
            int dot = sealed.indexOf('.');
            byte[] payload = Base64.getUrlDecoder().decode(sealed.substring(0, Math.max(dot, 0)));
            byte[] signature = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
            if (!MessageDigest.isEqual(signature, sign(payload))) {
                throw refused("was altered, or comes from an earlier run of this server");
            }
            var state = (JsonObject) JsonReader.read(payload, 0, payload.length);
            if (!state.text("request").equals(digest(request))) {
                throw refused("belongs to another request");
            }
            if (state.whole("until", 0) < clock.instant().getEpochSecond()) {
                throw refused("has expired");
            }
            return state.object("answers");
        } catch (IllegalArgumentException | JsonReader.NotJson garbled) {
            throw refused("is none of ours");
        }
    }

    private static ProtocolError refused(String why) {
        return ProtocolError.invalidParams("requestState " + why + "; send the request again without it");
    }

    /// Of what stays the same from round to round.
    private static String digest(Message.Request request) {
        var lasting = request.params()
                .without("_meta")
                .without("inputResponses")
                .without("requestState")
                .with("method", request.method());
        return Base64.getEncoder().encodeToString(sha256(lasting.toString().getBytes(StandardCharsets.UTF_8)));
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
