package dev.aegis.espctl.pack;

import dev.aegis.firmware.bundle.FlashManifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a program that was compiled elsewhere, for people and programs.
///
/// @param taskId names it in `status`, `artifacts` and `firmware`; null if nothing was begun
/// @param status `succeeded`, `pending` while its bootloader is built, or `planning`
/// @param projectRoot the folder that it belongs to
/// @param name of the program
/// @param target the chip
/// @param imageSize bytes of the application's image
/// @param buildDir where the files are or will be
/// @param bootFrom where bootloader and partition table come from
/// @param partition that the application goes into
/// @param free bytes that it could still grow
/// @param parts what is written into flash, by rising offset
/// @param manifest the path of `manifest.json`
/// @param bundle the path of `flash_bundle.tar.gz`
/// @param notes what may keep the program from starting
/// @param missing what must be given or built first
/// @param next what to do now
public record PackAnswer(
        @Nullable String taskId,
        String status,
        String projectRoot,
        String name,
        String target,
        int imageSize,
        String buildDir,
        @Nullable String bootFrom,
        @Nullable String partition,
        @Nullable Long free,
        List<FlashManifest.Part> parts,
        @Nullable String manifest,
        @Nullable String bundle,
        List<String> notes,
        List<String> missing,
        String next) {
    public PackAnswer {
        parts = List.copyOf(parts);
        notes = List.copyOf(notes);
        missing = List.copyOf(missing);
    }
}
