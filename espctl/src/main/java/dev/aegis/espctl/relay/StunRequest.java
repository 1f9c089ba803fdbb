package dev.aegis.espctl.relay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A STUN request before it is sent.
final class StunRequest {
    /// UDP, by its IP protocol number, and three reserved bytes.
    private static final byte[] RELAY_UDP = {17, 0, 0, 0};

    private static final int INTEGRITY_BYTES = 24;

    private final int method;
    private final byte[] transaction = new byte[12];
    private final ByteArrayOutputStream attributes = new ByteArrayOutputStream();

    private StunRequest(int method, SecureRandom random) {
        this.method = method;
        random.nextBytes(transaction);
    }

    static StunRequest binding(SecureRandom random) {
        return new StunRequest(StunMessage.BINDING, random);
    }

    static StunRequest allocate(SecureRandom random) {
        return new StunRequest(StunMessage.ALLOCATE, random).with(StunMessage.REQUESTED_TRANSPORT, RELAY_UDP);
    }

    /// Releases the allocation.
    static StunRequest release(SecureRandom random) {
        return new StunRequest(StunMessage.REFRESH, random).with(StunMessage.LIFETIME, new byte[4]);
    }

    /// Adds the long-term credentials of RFC 8489 section 9.2 and the message integrity over the bytes before it.
    StunRequest signed(String username, String credential, byte[] realm, byte[] nonce) {
        with(StunMessage.USERNAME, username.getBytes(StandardCharsets.UTF_8));
        with(StunMessage.REALM, realm);
        with(StunMessage.NONCE, nonce);
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update((username + ":").getBytes(StandardCharsets.UTF_8));
            md5.update(realm);
            md5.update((":" + credential).getBytes(StandardCharsets.UTF_8));
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(md5.digest(), "HmacSHA1"));
            return with(StunMessage.MESSAGE_INTEGRITY, mac.doFinal(bytes(INTEGRITY_BYTES)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has MD5 and HmacSHA1", impossible);
        }
    }

    int method() {
        return method;
    }

    byte[] transaction() {
        return transaction;
    }

    byte[] bytes() {
        return bytes(0);
    }

    /// @param announced bytes that the header counts and that are added later
    private byte[] bytes(int announced) {
        byte[] content = attributes.toByteArray();
        return ByteBuffer.allocate(StunMessage.HEADER_BYTES + content.length)
                .putShort((short) method)
                .putShort((short) (content.length + announced))
                .putInt(StunMessage.COOKIE)
                .put(transaction)
                .put(content)
                .array();
    }

    private StunRequest with(int name, byte[] value) {
        attributes.writeBytes(ByteBuffer.allocate(4)
                .putShort((short) name)
                .putShort((short) value.length)
                .array());
        attributes.writeBytes(value);
        attributes.writeBytes(new byte[(4 - value.length % 4) % 4]);
        return this;
    }
}
