package dev.aegis.espctl.pack;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.aegis.firmware.bundle.FlashManifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of packing a program that was compiled elsewhere, for people and programs. In JSON its parts are one flat
/// object.
///
/// @param taskId the task in `status`, `artifacts` and `firmware`; absent when nothing was begun
/// @param status `succeeded`, `pending` while its bootloader is built, or `planning`
/// @param subject the program
/// @param flash the files to flash
/// @param notes what may keep the program from starting
/// @param missing what must be given or built first
/// @param next the next step
@JsonPropertyOrder({"taskId", "status", "subject", "flash", "notes", "missing", "next"})
public record PackAnswer(
        @Nullable String taskId,
        String status,
        @JsonUnwrapped Subject subject,
        @JsonUnwrapped Flash flash,
        List<String> notes,
        List<String> missing,
        String next) {
    public PackAnswer {
        notes = List.copyOf(notes);
        missing = List.copyOf(missing);
    }

    /// @param projectRoot the folder that it belongs to
    /// @param name of the program
    /// @param target the chip
    /// @param imageSize bytes of the application's image
    /// @param buildDir the folder for the files
    public record Subject(String projectRoot, String name, String target, int imageSize, String buildDir) {
        static Subject of(Program program) {
            return new Subject(
                    program.root().toString(),
                    program.name(),
                    program.chip().target(),
                    program.size(),
                    program.output().toString());
        }
    }

    /// @param bootFrom where bootloader and partition table come from
    /// @param partition that the application goes into
    /// @param free bytes that it could still grow
    /// @param parts the files to write into flash, by rising offset
    /// @param manifest the path of `manifest.json`
    /// @param bundle the path of `flash_bundle.tar.gz`
    public record Flash(
            @Nullable String bootFrom,
            @Nullable String partition,
            @Nullable Long free,
            List<FlashManifest.Part> parts,
            @Nullable String manifest,
            @Nullable String bundle) {
        static final Flash NONE = new Flash(null, null, null, List.of(), null, null);

        public Flash {
            parts = List.copyOf(parts);
        }
    }
}
