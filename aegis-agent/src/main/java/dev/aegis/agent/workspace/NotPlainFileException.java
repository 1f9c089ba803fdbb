package dev.aegis.agent.workspace;

import java.io.IOException;

/// An entry of a project that is not a plain file, or is too large.
public final class NotPlainFileException extends IOException {
    private static final long serialVersionUID = 1L;

    NotPlainFileException(String message) {
        super(message);
    }
}
