package dev.aegis.protocol.grant;

import dev.aegis.protocol.WireException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;

/// JWS compact serialisation (RFC 7515 section 7.1), `alg: EdDSA` (RFC 8037), and nothing else of JOSE:
/// the header must equal, byte for byte, the one constant that belongs to its type and key, so that no
/// algorithm is ever chosen by the sender.
///
/// @param header the header's text
/// @param payload the payload's bytes, not yet to be believed
/// @param signature the signature's bytes
/// @param signed what the signature covers
public record Jws(String header, byte[] payload, byte[] signature, byte[] signed) {
    private static final int LONGEST = 16 * 1024;

    public static String header(String type, String kid) {
        return "{\"alg\":\"EdDSA\",\"kid\":\"" + kid + "\",\"typ\":\"" + type + "\"}";
    }

    /// @param signer signs the bytes it is given with Ed25519
    public static String write(String header, byte[] payload, Function<byte[], byte[]> signer) {
        String signed = encode(header.getBytes(StandardCharsets.UTF_8)) + "." + encode(payload);
        return signed + "." + encode(signer.apply(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    public static Jws read(String compact) {
        if (compact.length() > LONGEST) {
            throw new WireException("a token of " + compact.length() + " characters is longer than " + LONGEST);
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
