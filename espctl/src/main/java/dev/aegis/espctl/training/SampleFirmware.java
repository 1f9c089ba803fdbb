package dev.aegis.espctl.training;

import dev.aegis.protocol.Digest;
import dev.aegis.protocol.session.Artifact;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The artifacts of every sample build: the least that espctl verifies and installs like those of a real build.
public final class SampleFirmware {
    private static final long OFFSET = 0x10000;
    private static final long TABLE_OFFSET = 0x8000;
    private static final int CHIP = 5;
    private static final int ADDRESS = 0x40380000;
    private static final int IMAGE_BYTES = 48;
    private static final String FLASHER_ARGS = """
            {"write_flash_args": ["--flash_mode", "dio", "--flash_size", "2MB", "--flash_freq", "80m"],
             "flash_settings": {"flash_mode": "dio", "flash_size": "2MB", "flash_freq": "80m"},
             "flash_files": {"0x10000": "training.bin"},
             "extra_esptool_args": {"after": "hard_reset", "before": "default_reset", "stub": true, "chip": "esp32c3"}}
            """;

    /// The parts of a linker map that give a program's sizes.
    private static final String MAP = """
            Memory Configuration

            Name             Origin             Length             Attributes
            iram0_0_seg      0x4037c000         0x00054000         xrw
            dram0_0_seg      0x3fc80000         0x00050000         rw
            irom_seg         0x42000020         0x007fffe0         xr
            *default*        0x00000000         0xffffffff

            Linker script and memory map

            .iram0.text     0x40380000       0x20
             .iram1.0       0x40380000       0x20 esp-idf/main/libmain.a(main.c.obj)
                            0x40380000                app_main

            .dram0.data     0x3fc90000       0x10
             .data          0x3fc90000       0x10 esp-idf/main/libmain.a(main.c.obj)

            .flash.text     0x42000020       0x40
             .text          0x42000020       0x40 esp-idf/main/libmain.a(main.c.obj)
            """;
    private static final int PARTITION_BYTES = 32;

    private final Path folder;
    private final List<Artifact> artifacts = new ArrayList<>();
    private final Map<Digest, Path> files = new HashMap<>();

    private SampleFirmware(Path folder) throws IOException {
        this.folder = folder;
        Path image = Files.write(folder.resolve("image"), image());
        Path args = Files.writeString(folder.resolve("flasher_args"), FLASHER_ARGS);
        Path map = Files.writeString(folder.resolve("map"), MAP);
        Path table = Files.write(folder.resolve("partition-table"), partitionTable());
        add(Artifact.Role.FIRMWARE, "build/training.bin", image, OFFSET);
        add(Artifact.Role.FLASHER_ARGS, "build/flasher_args.json", args, null);
        add(Artifact.Role.MAP, "build/training.map", map, null);
        add(Artifact.Role.PARTITIONS, "build/partition_table/partition-table.bin", table, TABLE_OFFSET);
    }

    /// @param folder the folder for the files
    public static SampleFirmware in(Path folder) throws IOException {
        return new SampleFirmware(folder);
    }

    Path folder() {
        return folder;
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

    private void add(Artifact.Role role, String path, Path file, @Nullable Long offset) throws IOException {
        Digest digest = Digest.of(Files.readAllBytes(file));
        artifacts.add(new Artifact(role, path, Files.size(file), digest, offset));
        files.put(digest, file);
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

    /// One partition, `factory`.
    private static byte[] partitionTable() {
        return ByteBuffer.allocate(2 * PARTITION_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x50AA)
                .putShort((short) 0)
                .putInt((int) OFFSET)
                .putInt(0x100000)
                .put("factory".getBytes(StandardCharsets.US_ASCII))
                .position(PARTITION_BYTES)
                .putLong(-1)
                .putLong(-1)
                .putLong(-1)
                .putLong(-1)
                .array();
    }
}
