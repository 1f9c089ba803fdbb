package dev.aegis.protocol.session;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Required;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One file of a build that a client may fetch.
///
/// @param role its purpose
/// @param path relative to the project, such as `build/hello_world.bin`
/// @param size bytes
/// @param sha256 SHA-256 of the content
/// @param flashOffset its offset in flash, in bytes; absent when it is not flashed
public record Artifact(
        Role role,
        String path,
        long size,
        Digest sha256,
        @Nullable Long flashOffset) {
    public Artifact {
        Required.field("role", role);
        ProjectFile.checkPath(path);
        Required.between("size", size, 0, Long.MAX_VALUE);
        Required.field("sha256", sha256);
    }

    /// The purpose of an artifact. The wire name is the lower-case name.
    public enum Role {
        BOOTLOADER,
        PARTITIONS,
        FIRMWARE,
        FLASH_DATA,
        FLASHER_ARGS,
        SDKCONFIG,
        PROJECT_DESCRIPTION,
        ELF,
        MAP,
        COMPILE_COMMANDS,
        OTHER;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
