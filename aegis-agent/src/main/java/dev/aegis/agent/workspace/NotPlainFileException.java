package dev.aegis.agent.workspace;

import java.io.IOException;

/// What a build left is not the plain file that was expected, or is too large.
public final class NotPlainFileException extends IOException {
    private static final long serialVersionUID = 1L;

    NotPlainFileException(String message) {
        super(message);
    }
}
