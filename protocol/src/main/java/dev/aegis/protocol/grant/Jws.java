package dev.aegis.protocol.grant;

import dev.aegis.protocol.WireException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;

/// A JWS in compact serialization (RFC 7515 section 7.1) with `alg: EdDSA` (RFC 8037). The header must equal,
/// byte for byte, the constant of its type and key, so that a sender cannot choose an algorithm. A token has
/// at most 16 Ki characters.
///
/// @param header the header as JSON text
/// @param payload the payload, unverified
/// @param signature the signature
/// @param signed the bytes that the signature covers
public record Jws(String header, byte[] payload, byte[] signature, byte[] signed) {
    private static final int MAX_CHARS = 16 * 1024;

    public static String header(String type, String kid) {
        return "{\"alg\":\"EdDSA\",\"kid\":\"" + kid + "\",\"typ\":\"" + type + "\"}";
    }

    /// @param signer signs bytes with Ed25519
    public static String write(String header, byte[] payload, Function<byte[], byte[]> signer) {
        String signed = encode(header.getBytes(StandardCharsets.UTF_8)) + "." + encode(payload);
        return signed + "." + encode(signer.apply(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    public static Jws read(String compact) {
        if (compact.length() > MAX_CHARS) {
            throw new WireException("a token of " + compact.length() + " characters is longer than " + MAX_CHARS);
        }
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            throw new WireException("a token has three parts, this one has " + parts.length);
        }
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        return new Jws(
                new String(decode(parts[0]), StandardCharsets.UTF_8), decode(parts[1]), decode(parts[2]), signed);
    }

    private static String encode(byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }

    private static byte[] decode(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException broken) {
            throw new WireException("a token's part is not base64url", broken);
        }
    }
}
