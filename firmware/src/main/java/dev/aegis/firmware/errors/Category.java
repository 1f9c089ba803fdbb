package dev.aegis.firmware.errors;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Kinds of build errors, with the phase of the build in which each appears and whose fault it is.
public enum Category {
    COMPILE("compiling", false),
    MISSING_HEADER("compiling", false),
    LINK("linking", false),
    MEMORY_REGION("linking", false),
    PARTITION_TOO_SMALL("packaging", false),
    PARTITION_TABLE("packaging", false),
    CMAKE("configuring", false),
    COMPONENT("configuring", false),
    KCONFIG("configuring", false),
    PROJECT("configuring", false),
    COMMAND("configuring", false),
    MISSING_FILE("configuring", false),
    STEP("compiling", false),
    TOOLCHAIN("configuring", true),
    COMPILER_CRASH("compiling", true),
    OUT_OF_MEMORY("compiling", true),
    DISK_FULL("compiling", true);

    static final String INFRASTRUCTURE = "infrastructure";

    private final String phase;
    private final boolean infrastructure;

    Category(String phase, boolean infrastructure) {
        this.phase = phase;
        this.infrastructure = infrastructure;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String phase() {
        return phase;
    }

    /// Returns `project` if the user can fix it, `infrastructure` if only the machine's operator can.
    public String fault() {
        return infrastructure ? INFRASTRUCTURE : "project";
    }
}
