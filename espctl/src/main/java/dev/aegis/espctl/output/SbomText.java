package dev.aegis.espctl.output;

import dev.aegis.espctl.inspect.WriteSbom;

/// Text for people about a written bill of materials.
public final class SbomText {
    private SbomText() {}

    public static String written(WriteSbom.Written written) {
        return written.path() + ": " + written.libraries() + " libraries, " + Sizes.bytes(written.size()) + ", sha256 "
                + written.sha256() + "\n";
    }
}
