package dev.aegis.peer;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// An encoder for the ASN.1 types (X.690) of a self-signed certificate (RFC 5280 section 4.1). The JDK
/// signs and reads certificates but cannot write one.
final class Der {
    /// Valid until 2049. RFC 5280 requires GeneralizedTime for later dates.
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return element(0x30, parts);
    }

    static byte[] version3() {
        return element(0xa0, element(0x02, new byte[] {2}));
    }

    static byte[] positiveInteger(byte[] magnitude) {
        return element(0x02, new BigInteger(1, magnitude).toByteArray());
    }

    /// 1.2.840.10045.4.3.2, without parameters (RFC 5758 section 3.2).
    static byte[] ecdsaWithSha256() {
        return sequence(element(0x06, new byte[] {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2}));
    }

    static byte[] commonName(String name) {
        byte[] type = element(0x06, new byte[] {0x55, 4, 3});
        byte[] value = element(0x0c, name.getBytes(StandardCharsets.UTF_8));
        return sequence(element(0x31, sequence(type, value)));
    }

    static byte[] time(Instant instant) {
        return element(0x17, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] bitString(byte[] content) {
        return element(0x03, new byte[] {0}, content);
    }

    private static byte[] element(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var whole = new ByteArrayOutputStream();
        whole.write(tag);
        writeLength(whole, content.size());
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
    }
}
