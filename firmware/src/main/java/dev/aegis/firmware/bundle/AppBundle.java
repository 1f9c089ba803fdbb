package dev.aegis.firmware.bundle;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.Sha256;
import dev.aegis.firmware.bundle.FlashManifest.Part;
import dev.aegis.firmware.image.AppDescriptor;
import dev.aegis.firmware.image.EspImage;
import dev.aegis.firmware.image.ImageReader;
import dev.aegis.firmware.partitions.Partition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The files that a chip needs to run one application that was compiled elsewhere.
///
/// @param bundle checked as a whole
/// @param args where each file goes, for flashers that read `flasher_args.json`
/// @param partition that the application goes into
public record AppBundle(FlashBundle bundle, FlasherArgs args, Partition partition) {
    public static final String BOOTLOADER = "bootloader/bootloader.bin";
    public static final String PARTITION_TABLE = "partition_table/partition-table.bin";
    public static final String OTA_DATA_FILE = "ota_data_initial.bin";

    /// @param name of the application, which is also the name of its file
    /// @throws FirmwareException naming the file that does not fit the others, and by how much
    public static AppBundle of(BootFiles boot, String name, byte[] app) {
        Partition partition = boot.application();
        if (app.length > partition.size()) {
            throw new FirmwareException(
                    "app_too_large",
                    "the application has %d bytes, %d too many for the partition '%s' of %d bytes"
                            .formatted(app.length, app.length - partition.size(), partition.name(), partition.size()));
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<FlasherArgs.FlashFile> places = new ArrayList<>();
        put(files, places, boot.chip().bootloaderOffset(), BOOTLOADER, boot.bootloader());
        put(files, places, boot.tableOffset(), PARTITION_TABLE, boot.partitionTable());
        boot.table().otaData().ifPresent(data -> put(files, places, data.offset(), OTA_DATA_FILE, erased(data)));
        put(files, places, partition.offset(), name + ".bin", app);
        FlasherArgs args = new FlasherArgs(
                boot.chip().target(),
                boot.settings().mode(),
                boot.settings().size(),
                boot.settings().frequency(boot.chip()),
                places);
        EspImage image = ImageReader.readFor(app, boot.chip());
        AppDescriptor descriptor = image.descriptor();
        FlashBundle bundle = new FlashBundle(
                FlashManifest.of(
                        args,
                        name,
                        descriptor == null || descriptor.version().isBlank() ? null : descriptor.version(),
                        idfVersion(descriptor, boot),
                        image.revisions()
                                .and(ImageReader.read(boot.bootloader()).revisions()),
                        places.stream().map(file -> part(file, files)).toList()),
                files);
        FlashCheck.check(bundle);
        return new AppBundle(bundle, args, partition);
    }

    /// Returns the version in the application if it was built with ESP-IDF, else that of the bootloader.
    private static String idfVersion(@Nullable AppDescriptor descriptor, BootFiles boot) {
        return descriptor == null || descriptor.idfVersion().isBlank()
                ? Objects.requireNonNullElse(boot.idfVersion(), "unknown")
                : descriptor.idfVersion();
    }

    /// Returns the bytes by which the application may still grow.
    public long free() {
        return bundle.manifest().parts().stream()
                .filter(part -> part.offset() == partition.offset())
                .mapToLong(part -> partition.size() - part.size())
                .sum();
    }

    private static void put(
            Map<String, byte[]> files, List<FlasherArgs.FlashFile> places, long offset, String path, byte[] content) {
        files.put(path, content);
        places.add(new FlasherArgs.FlashFile(offset, path));
    }

    /// Returns erased bytes, so that the bootloader starts the application flashed with them, whatever was selected
    /// before.
    private static byte[] erased(Partition choice) {
        byte[] content = new byte[Math.toIntExact(Math.min(choice.size(), 0x2000))];
        Arrays.fill(content, (byte) 0xff);
        return content;
    }

    private static Part part(FlasherArgs.FlashFile file, Map<String, byte[]> files) {
        byte[] content = Objects.requireNonNull(files.get(file.path()));
        return new Part(file.path(), file.offset(), content.length, Sha256.hex(content));
    }
}
