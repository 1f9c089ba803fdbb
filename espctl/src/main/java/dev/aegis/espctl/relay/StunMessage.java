package dev.aegis.espctl.relay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A received STUN message (RFC 8489 section 5).
///
/// @param type method and class in one number
/// @param transaction the transaction id of 12 bytes, equal in request and answer
/// @param attributes the first attribute of each type
record StunMessage(int type, byte[] transaction, Map<Integer, byte[]> attributes) {
    static final int HEADER_BYTES = 20;
    static final int COOKIE = 0x2112A442;

    static final int BINDING = 0x0001;
    static final int ALLOCATE = 0x0003;
    static final int REFRESH = 0x0004;
    private static final int SUCCESS = 0x0100;
    private static final int ERROR = 0x0110;

    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int LIFETIME = 0x000D;
    static final int REALM = 0x0014;
    static final int NONCE = 0x0015;
    static final int REQUESTED_TRANSPORT = 0x0019;

    /// @return null if these bytes are not a STUN message
    static @Nullable StunMessage read(byte[] bytes, int length) {
        if (length < HEADER_BYTES) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
        int type = in.getShort() & 0xffff;
        int size = in.getShort() & 0xffff;
        if (in.getInt() != COOKIE || size != length - HEADER_BYTES || size % 4 != 0) {
            return null;
        }
        byte[] transaction = new byte[12];
        in.get(transaction);
        Map<Integer, byte[]> attributes = new LinkedHashMap<>();
        while (in.remaining() >= 4) {
            int name = in.getShort() & 0xffff;
            int bytesOfValue = in.getShort() & 0xffff;
            int padded = (bytesOfValue + 3) / 4 * 4;
            if (padded > in.remaining()) {
                return null;
            }
            byte[] value = new byte[bytesOfValue];
            in.get(value);
            in.position(in.position() + padded - bytesOfValue);
            attributes.putIfAbsent(name, value);
        }
        return new StunMessage(type, transaction, attributes);
    }

    /// Returns the number of bytes that follow the header of a message on a stream.
    static int sizeIn(byte[] header) {
        return ((header[2] & 0xff) << 8) | (header[3] & 0xff);
    }

    boolean answers(int method, byte[] request) {
        return (type == (method | SUCCESS) || type == (method | ERROR)) && Arrays.equals(transaction, request);
    }

    boolean isSuccess() {
        return (type & ERROR) == SUCCESS;
    }

    /// Returns the error code, such as 401; 0 for a success.
    int errorCode() {
        byte[] error = attributes.get(ERROR_CODE);
        return error == null || error.length < 4 ? 0 : ((error[2] & 7) * 100) + ((error[3] & 0xff) % 100);
    }

    String errorReason() {
        byte[] error = attributes.get(ERROR_CODE);
        return error == null || error.length <= 4
                ? "no reason"
                : new String(error, 4, error.length - 4, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    }
}
