package dev.aegis.protocol.grant;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Ed25519 signatures (RFC 8032) by the JDK, with keys in their raw form of 32 bytes.
public final class Ed25519 {
    /// The DER before the 32 bytes of a public key (RFC 8410 section 4).
    private static final Pattern BASE64URL = Pattern.compile("(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?=?=?");
    private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int KEY_BYTES = 32;

    private Ed25519() {}

    public static PublicKey publicKey(String base64url) {
        return publicKey(decode(base64url));
    }

    public static PublicKey publicKey(byte[] raw) {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(join(PUBLIC_PREFIX, raw)));
        } catch (InvalidKeySpecException broken) {
            throw new IllegalArgumentException("not an Ed25519 public key", broken);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", impossible);
        }
    }

    /// Returns the raw 32 bytes in base64url (RFC 4648 section 5) without padding.
    public static String text(PublicKey key) {
        byte[] der = key.getEncoded();
        byte[] raw = new byte[KEY_BYTES];
        System.arraycopy(der, der.length - KEY_BYTES, raw, 0, KEY_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
    }

    public static byte[] decode(String base64url) {
        if (!BASE64URL.matcher(base64url).matches()) {
            throw new IllegalArgumentException("an Ed25519 key is written in base64url, this one is not");
        }
        byte[] raw = Base64.getUrlDecoder().decode(base64url);
        if (raw.length != KEY_BYTES) {
            throw new IllegalArgumentException("an Ed25519 key has 32 bytes, this one has " + raw.length);
        }
        return raw;
    }

    public static byte[] sign(PrivateKey key, byte[] content) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("signing with Ed25519", impossible);
        }
    }

    public static boolean verify(PublicKey key, byte[] content, byte[] signed) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(content);
            return signature.verify(signed);
        } catch (GeneralSecurityException broken) {
            return false;
        }
    }

    private static byte[] join(byte[] prefix, byte[] raw) {
        byte[] der = new byte[prefix.length + raw.length];
        System.arraycopy(prefix, 0, der, 0, prefix.length);
        System.arraycopy(raw, 0, der, prefix.length, raw.length);
        return der;
    }
}
