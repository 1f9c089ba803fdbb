package dev.aegis.espctl.pack;

import dev.aegis.espctl.context.Context;
import dev.aegis.firmware.Chip;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.bundle.BootFiles;
import dev.aegis.firmware.bundle.FlashManifest;
import dev.aegis.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Cache of bootloaders and partition tables for programs that other compilers linked: a small project and its build
/// for each chip and version, below espctl's cache folder.
final class BootCache {
    private final Path root;
    private final @Nullable String usualVersion;

    /// @param usualVersion unless another is asked for; null for the machine's default
    BootCache(Path cacheFolder, @Nullable String usualVersion) {
        this.root = cacheFolder.resolve("bootloaders");
        this.usualVersion = usualVersion;
    }

    static BootCache of(Context context) {
        return new BootCache(
                context.directories().cache(),
                context.environment().find("DEFAULT_IDF_VERSION").orElse(null));
    }

    /// Returns the folder for one chip and version.
    Path folder(Chip chip, @Nullable String version) {
        String wanted = version == null ? usualVersion : version;
        return root.resolve(chip.target())
                .resolve(wanted == null ? "default" : wanted.replaceAll("[^A-Za-z0-9._-]", "_"));
    }

    /// Returns the project in that folder.
    Path project(Chip chip, @Nullable String version) {
        return folder(chip, version).resolve("boot");
    }

    /// Returns files only if they match the digests of the manifest beside them.
    Optional<BootFinder.Found> find(Chip chip, @Nullable String version) {
        Path build = project(chip, version).resolve("build");
        try {
            FlashManifest manifest = FlashManifest.read(Files.readAllBytes(build.resolve("manifest.json")));
            byte[] bootloader = null;
            byte[] table = null;
            Long tableOffset = null;
            for (FlashManifest.Part part : manifest.parts()) {
                byte[] content = Files.readAllBytes(build.resolve(part.path()));
                if (!Digest.of(content).hex().equals(part.sha256())) {
                    return Optional.empty();
                }
                if (part.path().startsWith("bootloader/")) {
                    bootloader = content;
                } else if (part.path().startsWith("partition_table/")) {
                    table = content;
                    tableOffset = part.offset();
                }
            }
            return bootloader == null || table == null || !manifest.chip().equals(chip.target())
                    ? Optional.empty()
                    : Optional.of(new BootFinder.Found(
                            BootFiles.of(chip, bootloader, table, tableOffset, manifest.idfVersion()),
                            "those that a build machine made with ESP-IDF " + manifest.idfVersion()));
        } catch (IOException | FirmwareException none) {
            return Optional.empty();
        }
    }
}
