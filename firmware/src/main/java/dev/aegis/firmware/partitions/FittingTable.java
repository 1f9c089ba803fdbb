package dev.aegis.firmware.partitions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A partition table that an application fits into, made from one that is too small. All app partitions get the next
/// size that is a multiple of 64 KiB, so that updates fit too; the others keep their size. The partitions before the
/// first app keep their place.
///
/// @param partitions by rising offset
/// @param shrunk the data partition that was made smaller to stay in the flash; null if none was
/// @param flash bytes of the flash that the project is configured for; null if unknown
public record FittingTable(
        List<Partition> partitions,
        @Nullable Partition shrunk,
        @Nullable Long flash) {
    private static final long SECTOR = 0x1000;
    private static final long APP_ALIGNMENT = 0x10000;
    private static final long MEGABYTE = 1024 * 1024;
    private static final long LARGEST_FLASH = 128;

    /// The subtypes of file systems: fat, spiffs, littlefs. A smaller one loses space, not a function.
    private static final Set<Integer> FILE_SYSTEMS = Set.of(0x81, 0x82, 0x83);
    private static final Pattern FLASH_SIZE = Pattern.compile("(\\d{1,3})\\s*MB");

    public FittingTable {
        partitions = List.copyOf(partitions);
    }

    /// @param flash as tools write it, such as `4MB`
    /// @return null if it is none
    public static @Nullable Long flashBytes(String flash) {
        Matcher size = FLASH_SIZE.matcher(flash.strip());
        return size.matches() ? Long.valueOf(Long.parseLong(size.group(1)) * MEGABYTE) : null;
    }

    /// @param table the present one
    /// @param image bytes of the application's file
    /// @param flash bytes of the configured flash; null if unknown
    /// @return empty if the table has no app partition
    public static Optional<FittingTable> of(List<Partition> table, long image, @Nullable Long flash) {
        if (table.stream().noneMatch(Partition::isApp)) {
            return Optional.empty();
        }
        long needed = aligned(image, APP_ALIGNMENT);
        List<Partition> placed = placed(table, needed, null, 0);
        if (flash == null || end(placed) <= flash) {
            return Optional.of(new FittingTable(placed, null, flash));
        }
        Partition storage = table.stream()
                .filter(partition ->
                        partition.type() == PartitionNames.DATA && FILE_SYSTEMS.contains(partition.subtype()))
                .reduce((one, other) -> other.size() > one.size() ? other : one)
                .orElse(null);
        long excess = aligned(end(placed) - flash, APP_ALIGNMENT);
        if (storage != null && storage.size() - excess >= APP_ALIGNMENT) {
            List<Partition> smaller = placed(table, needed, storage, storage.size() - excess);
            if (end(smaller) <= flash) {
                return Optional.of(new FittingTable(smaller, storage, flash));
            }
        }
        return Optional.of(new FittingTable(placed, null, flash));
    }

    /// Returns the bytes of flash up to the end of the last partition.
    public long end() {
        return end(partitions);
    }

    /// Whether the flash is large enough; also true if its size is unknown.
    public boolean fits() {
        return flash == null || end() <= flash;
    }

    /// Returns the table as it can be saved as `partitions.csv`.
    public String csv() {
        StringBuilder csv = new StringBuilder("# Name, Type, SubType, Offset, Size, Flags\n");
        for (Partition partition : partitions) {
            csv.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,0x%x,0x%x,%s\n",
                    partition.name(),
                    PartitionNames.word(PartitionNames.TYPES, partition.type()),
                    PartitionNames.word(PartitionNames.subtypes(partition.type()), partition.subtype()),
                    partition.offset(),
                    partition.size(),
                    flags(partition)));
        }
        return csv.toString();
    }

    /// Returns the lines of `sdkconfig.defaults` that make ESP-IDF use the table.
    public List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "CONFIG_PARTITION_TABLE_CUSTOM=y", "CONFIG_PARTITION_TABLE_CUSTOM_FILENAME=\"partitions.csv\""));
        if (!fits()) {
            options.add("CONFIG_ESPTOOLPY_FLASHSIZE_" + flashNeeded() + "MB=y");
        }
        return options;
    }

    /// Returns what to do, and what the table needs, as one sentence.
    public String advice() {
        StringBuilder advice = new StringBuilder("save this table as partitions.csv and add to sdkconfig.defaults: ")
                .append(String.join(" ", options()));
        if (shrunk != null) {
            advice.append("; '")
                    .append(shrunk.name())
                    .append("' is made smaller, so that it fits into the flash of ")
                    .append(megabytes(flash));
        } else if (!fits()) {
            advice.append("; it ends at ")
                    .append(String.format(Locale.ROOT, "0x%x", end()))
                    .append(" and needs a chip with ")
                    .append(flashNeeded())
                    .append(" MB of flash; now ")
                    .append(megabytes(flash))
                    .append(" are configured");
        } else {
            advice.append(
                    flash == null
                            ? String.format(Locale.ROOT, "; it needs %d MB of flash", flashNeeded())
                            : "; it fits into the flash of " + megabytes(flash));
        }
        return advice.append(". Data behind the app moves: erase the flash once")
                .toString();
    }

    private long flashNeeded() {
        long megabytes = 1;
        while (megabytes < LARGEST_FLASH && megabytes * MEGABYTE < end()) {
            megabytes *= 2;
        }
        return megabytes;
    }

    private static String megabytes(@Nullable Long bytes) {
        return bytes == null ? "" : bytes / MEGABYTE + " MB";
    }

    /// @param smaller the partition that gets another size; null for none
    private static List<Partition> placed(List<Partition> table, long app, @Nullable Partition smaller, long size) {
        List<Partition> placed = new ArrayList<>();
        long largestOta = table.stream()
                .filter(PartitionNames::isOta)
                .mapToLong(Partition::size)
                .max()
                .orElse(0);
        long end = 0;
        boolean moving = false;
        for (Partition partition : table) {
            moving |= partition.isApp();
            long wanted = partition.equals(smaller) ? size : partition.size();
            if (partition.isApp()) {
                wanted = Math.max(app, PartitionNames.isOta(partition) ? largestOta : partition.size());
            }
            long offset = partition.offset();
            if (moving && offset < end) {
                offset = aligned(end, partition.isApp() ? APP_ALIGNMENT : SECTOR);
            }
            end = offset + wanted;
            placed.add(new Partition(
                    partition.name(), partition.type(), partition.subtype(), offset, wanted, partition.flags()));
        }
        return placed;
    }

    private static String flags(Partition partition) {
        List<String> flags = new ArrayList<>();
        PartitionNames.FLAGS.forEach((name, bit) -> {
            if ((partition.flags() & bit) != 0) {
                flags.add(name);
            }
        });
        return String.join(":", flags);
    }

    private static long end(List<Partition> partitions) {
        return partitions.stream().mapToLong(Partition::end).max().orElse(0);
    }

    private static long aligned(long size, long alignment) {
        return (size + alignment - 1) / alignment * alignment;
    }
}
