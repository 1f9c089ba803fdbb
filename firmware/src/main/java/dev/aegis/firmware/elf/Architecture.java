package dev.aegis.firmware.elf;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The two kinds of processors that ESP chips have.
public enum Architecture {
    RISC_V,
    XTENSA;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
