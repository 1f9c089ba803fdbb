package dev.aegis.controlclient;

import java.io.IOException;

/// An answer, or one event of a stream, exceeds its limit.
final class AnswerTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int limitBytes;

    AnswerTooLargeException(int limitBytes) {
        super("longer than " + limitBytes + " bytes");
        this.limitBytes = limitBytes;
    }

    int limitBytes() {
        return limitBytes;
    }
}
