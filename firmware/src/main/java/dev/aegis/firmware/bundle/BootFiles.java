package dev.aegis.firmware.bundle;

import dev.aegis.firmware.Chip;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.image.EspImage;
import dev.aegis.firmware.image.FlashSettings;
import dev.aegis.firmware.image.ImageReader;
import dev.aegis.firmware.partitions.Partition;
import dev.aegis.firmware.partitions.PartitionCsv;
import dev.aegis.firmware.partitions.PartitionTable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// The files that a chip reads before an application: the second-stage bootloader and the partition table, both valid.
///
/// @param chip that the bootloader is for
/// @param bootloader the file
/// @param settings of the flash, as the bootloader's header has them
/// @param partitionTable the file
/// @param table its content
/// @param tableOffset where the bootloader looks for it
/// @param idfVersion that made them; absent when unknown
public record BootFiles(
        Chip chip,
        byte[] bootloader,
        FlashSettings settings,
        byte[] partitionTable,
        PartitionTable table,
        long tableOffset,
        @Nullable String idfVersion) {
    private static final long USUAL_TABLE_OFFSET = 0x8000;
    private static final long SECTOR = 0x1000;

    /// @param partitionTable in binary form, or the CSV that it is made from
    /// @param tableOffset absent for a table that does not come from a build
    /// @throws FirmwareException naming the file and what is wrong with it
    public static BootFiles of(
            Chip chip,
            byte[] bootloader,
            byte[] partitionTable,
            @Nullable Long tableOffset,
            @Nullable String idfVersion) {
        EspImage image = named("the bootloader", () -> ImageReader.readFor(bootloader, chip));
        if (image.descriptor() != null) {
            throw new FirmwareException(
                    "bootloader_wrong",
                    "the file given as bootloader is an application: "
                            + image.descriptor().projectName());
        }
        byte[] binary = named("the partition table", () -> binary(partitionTable, tableOffset, chip));
        PartitionTable table = named("the partition table", () -> PartitionTable.read(binary));
        return new BootFiles(
                chip,
                bootloader,
                FlashSettings.of(image),
                binary,
                table,
                tableOffset == null ? usualOffset(table) : tableOffset,
                idfVersion);
    }

    public BootFiles with(FlashSettings other) {
        return new BootFiles(chip, other.into(bootloader), other, partitionTable, table, tableOffset, idfVersion);
    }

    /// @throws FirmwareException when no application can be started by this table
    public Partition application() {
        return table.initialApp()
                .orElseThrow(() -> new FirmwareException(
                        "no_app_partition", "the partition table has no partition for an application"));
    }

    private static byte[] binary(byte[] file, @Nullable Long tableOffset, Chip chip) {
        return PartitionCsv.isCsv(file)
                ? PartitionCsv.table(
                        file, tableOffset == null ? USUAL_TABLE_OFFSET : tableOffset, chip.bootloaderOffset())
                : file;
    }

    /// Returns the offset of a table that does not come from a build: the usual one, or if a partition is there, the
    /// place right before the first partition.
    private static long usualOffset(PartitionTable table) {
        long first = table.partitions().stream()
                .map(Partition::offset)
                .min(Comparator.naturalOrder())
                .orElse(Long.MAX_VALUE);
        return first >= USUAL_TABLE_OFFSET + SECTOR ? USUAL_TABLE_OFFSET : Math.max(0, first - SECTOR);
    }

    private static <T> T named(String file, java.util.function.Supplier<T> reader) {
        try {
            return reader.get();
        } catch (FirmwareException broken) {
            throw new FirmwareException(broken.code(), file + " cannot be used: " + broken.getMessage(), broken);
        }
    }
}
