package dev.aegis.espctl.training;

import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Artifact;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The artifacts of every sample build: the least that espctl verifies and installs like those of a real build.
public final class SampleFirmware {
    private static final long OFFSET = 0x10000;
    private static final int CHIP = 5;
    private static final int ADDRESS = 0x40380000;
    private static final int IMAGE_BYTES = 48;
    private static final String FLASHER_ARGS = """
            {"write_flash_args": ["--flash_mode", "dio", "--flash_size", "2MB", "--flash_freq", "80m"],
             "flash_settings": {"flash_mode": "dio", "flash_size": "2MB", "flash_freq": "80m"},
             "flash_files": {"0x10000": "training.bin"},
             "extra_esptool_args": {"after": "hard_reset", "before": "default_reset", "stub": true, "chip": "esp32c3"}}
            """;

    private final List<Artifact> artifacts = new ArrayList<>();
    private final Map<Digest, Path> files;

    private SampleFirmware(Path folder) throws IOException {
        Path image = Files.write(folder.resolve("image"), image());
        Path args = Files.writeString(folder.resolve("flasher_args"), FLASHER_ARGS);
        Artifact firmware = artifact(Artifact.Role.FIRMWARE, "build/training.bin", image, OFFSET);
        Artifact flasherArgs = artifact(Artifact.Role.FLASHER_ARGS, "build/flasher_args.json", args, null);
        artifacts.addAll(List.of(firmware, flasherArgs));
        files = Map.of(firmware.sha256(), image, flasherArgs.sha256(), args);
    }

    /// @param folder the folder for the files
    public static SampleFirmware in(Path folder) throws IOException {
        return new SampleFirmware(folder);
    }

    List<Artifact> artifacts() {
        return List.copyOf(artifacts);
    }

    Path file(Digest digest) throws IOException {
        Path file = files.get(digest);
        if (file == null) {
            throw new IOException("nothing here is " + digest);
        }
        return file;
    }

    private static Artifact artifact(Artifact.Role role, String path, Path file, @Nullable Long offset)
            throws IOException {
        return new Artifact(role, path, Files.size(file), Digest.of(Files.readAllBytes(file)), offset);
    }

    /// The smallest valid image: one segment of eight zero bytes, and the checksum.
    private static byte[] image() {
        return ByteBuffer.allocate(IMAGE_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(0, (byte) 0xE9)
                .put(1, (byte) 1)
                .putInt(4, ADDRESS)
                .putShort(12, (short) CHIP)
                .putInt(24, ADDRESS)
                .putInt(28, 8)
                .put(47, (byte) 0xEF)
                .array();
    }
}
