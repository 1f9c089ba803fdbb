package dev.aegis.firmware.cxx;

import java.io.Serial;

/// Ends the reading of a symbol whose form is not supported.
final class UnknownName extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    UnknownName() {
        super("not a name", null, false, false);
    }
}
