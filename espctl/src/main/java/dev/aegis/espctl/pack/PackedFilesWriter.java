package dev.aegis.espctl.pack;

import dev.aegis.firmware.bundle.AppBundle;
import dev.aegis.firmware.bundle.FlashBundle;
import dev.aegis.firmware.bundle.FlashManifest;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Artifact;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes the flashable files of a program that was compiled elsewhere into a folder of its project, in the form of a
/// build. `manifest.json` is removed first and written last, so that it never names files of two programs.
final class PackedFilesWriter {
    static final String MANIFEST = "manifest.json";
    static final String BUNDLE = "flash_bundle.tar.gz";
    private static final String ARGS = "flasher_args.json";

    private final Path root;
    private final Path output;

    /// @param root the project's folder
    /// @param output below it
    PackedFilesWriter(Path root, Path output) {
        this.root = root;
        this.output = output;
    }

    /// @param elf the program itself, kept to translate addresses into functions and lines
    /// @return the files there now
    List<Artifact> write(AppBundle app, String name, byte[] elf) throws IOException {
        Files.deleteIfExists(output.resolve(MANIFEST));
        Files.deleteIfExists(output.resolve(BUNDLE));
        FlashManifest manifest = app.bundle().manifest();
        List<Artifact> artifacts = new ArrayList<>();
        for (FlashManifest.Part part : manifest.parts()) {
            byte[] content = Objects.requireNonNull(app.bundle().files().get(part.path()));
            artifacts.add(put(role(part.path()), part.path(), content, part.offset()));
        }
        artifacts.add(put(Artifact.Role.FLASHER_ARGS, ARGS, app.args().json(), null));
        artifacts.add(put(Artifact.Role.ELF, name + ".elf", elf, null));
        replace(output.resolve(BUNDLE), out -> FlashBundle.write(manifest, output, out));
        replace(output.resolve(MANIFEST), out -> out.write(manifest.json()));
        return artifacts;
    }

    private static Artifact.Role role(String path) {
        return switch (path) {
            case AppBundle.BOOTLOADER -> Artifact.Role.BOOTLOADER;
            case AppBundle.PARTITION_TABLE -> Artifact.Role.PARTITIONS;
            case AppBundle.OTA_DATA_FILE -> Artifact.Role.FLASH_DATA;
            default -> Artifact.Role.FIRMWARE;
        };
    }

    private Artifact put(Artifact.Role role, String path, byte[] content, @Nullable Long offset) throws IOException {
        Path file = output.resolve(path);
        replace(file, out -> out.write(content));
        String name = root.relativize(file).toString();
        return new Artifact(role, name, content.length, Digest.of(content), offset);
    }

    private static void replace(Path file, Content content) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Path temporary = file.resolveSibling("." + file.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(temporary)) {
            content.write(out);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private interface Content {
        void write(OutputStream out) throws IOException;
    }
}
