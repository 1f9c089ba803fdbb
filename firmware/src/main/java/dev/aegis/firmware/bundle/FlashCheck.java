package dev.aegis.firmware.bundle;

import dev.aegis.firmware.Chip;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.bundle.FlashManifest.Part;
import dev.aegis.firmware.image.ChipRevisions;
import dev.aegis.firmware.image.EspImage;
import dev.aegis.firmware.image.ImageReader;
import dev.aegis.firmware.partitions.Partition;
import dev.aegis.firmware.partitions.PartitionTable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks that the files of a bundle belong together: every image is complete and for the manifest's chip, one revision
/// of it runs them all, the partition table is valid and within the flash, and each application is at a partition and
/// no larger. Called before
/// anything is erased.
public final class FlashCheck {
    private static final byte IMAGE = (byte) 0xe9;
    private static final byte[] ROW = {(byte) 0xaa, 0x50};

    private final FlashBundle bundle;

    private FlashCheck(FlashBundle bundle) {
        this.bundle = bundle;
    }

    /// @throws FirmwareException naming the file and the reason
    public static void check(FlashBundle bundle) {
        new FlashCheck(bundle).run();
    }

    private void run() {
        Optional<Chip> chip = Chip.ofTarget(bundle.manifest().chip());
        Part tablePart = null;
        PartitionTable table = null;
        ChipRevisions revisions = ChipRevisions.ANY;
        for (Part part : bundle.manifest().parts()) {
            byte[] content = content(part);
            if (content.length > 1 && content[0] == ROW[0] && content[1] == ROW[1]) {
                tablePart = part;
                table = named(part, () -> PartitionTable.read(content));
            } else if (content.length > 0 && content[0] == IMAGE) {
                EspImage image = named(
                        part,
                        () -> chip.isPresent() ? ImageReader.readFor(content, chip.get()) : ImageReader.read(content));
                revisions = both(revisions, image.revisions(), part);
            }
        }
        if (tablePart != null && table != null) {
            withinFlash(table);
            inPlace(table, tablePart);
        }
    }

    /// The esp32p4 has two kinds of silicon. An application for one never starts with the bootloader of the other.
    private static ChipRevisions both(ChipRevisions before, ChipRevisions image, Part part) {
        ChipRevisions both = before.and(image);
        if (both.isEmpty()) {
            throw new FirmwareException(
                    "images_for_other_revisions",
                    part.path() + " runs on chip revision " + image.words() + ", the files before it on "
                            + before.words() + "; no chip runs both");
        }
        return both;
    }

    private void withinFlash(PartitionTable table) {
        long flash = FlashLayout.bytes(bundle.manifest().flashSize());
        for (Partition partition : table.partitions()) {
            if (partition.end() > flash) {
                throw wrong("partition '%s' ends at 0x%x, beyond the flash of %s"
                        .formatted(
                                partition.name(),
                                partition.end(),
                                bundle.manifest().flashSize()));
            }
        }
    }

    /// A file after the table must begin where a partition begins.
    private void inPlace(PartitionTable table, Part tablePart) {
        for (Part part : bundle.manifest().parts()) {
            if (part.offset() <= tablePart.offset()) {
                continue;
            }
            Partition partition = table.partitions().stream()
                    .filter(one -> one.offset() == part.offset())
                    .findFirst()
                    .orElseThrow(() ->
                            wrong("no partition begins at 0x%x, where %s goes".formatted(part.offset(), part.path())));
            if (part.size() > partition.size()) {
                throw wrong("%s has %d bytes, %d too many for the partition '%s'"
                        .formatted(part.path(), part.size(), part.size() - partition.size(), partition.name()));
            }
            if (partition.isApp() && content(part)[0] != IMAGE) {
                throw wrong(part.path() + " goes into the application partition '" + partition.name()
                        + "' and is no image");
            }
        }
    }

    private byte[] content(Part part) {
        byte @Nullable [] content = bundle.files().get(part.path());
        if (content == null || content.length == 0) {
            throw wrong(part.path() + " is missing or empty");
        }
        return content;
    }

    private static <T> T named(Part part, java.util.function.Supplier<T> reader) {
        try {
            return reader.get();
        } catch (FirmwareException broken) {
            throw new FirmwareException(broken.code(), part.path() + ": " + broken.getMessage(), broken);
        }
    }

    private static FirmwareException wrong(String reason) {
        return new FirmwareException("flash_layout_wrong", "the flash layout is wrong: " + reason);
    }
}
