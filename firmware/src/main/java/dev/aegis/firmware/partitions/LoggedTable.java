package dev.aegis.firmware.partitions;

import dev.aegis.firmware.FirmwareException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The partition table that a build prints into its log, and the size of the flash that it is made for.
public final class LoggedTable {
    /// Every line that matters contains one of these.
    public static final List<String> KEYWORDS = List.of("ESP-IDF Partition Table", ",0x", "flash_size", "flash-size");

    private static final Pattern ROW = Pattern.compile(
            "\\s*([^,\\s]{1,16},[a-z0-9_x]{1,16},[a-z0-9_x]{0,16},0x[0-9a-f]{1,8},\\w{1,12},[a-z:]*)\\s*");
    private static final Pattern FLASH = Pattern.compile("--flash[_-]size[ =](\\d{1,3}MB)\\b");
    private static final String TITLE = "ESP-IDF Partition Table";
    private static final int MOST_CHARACTERS = 16 * 1024;

    private final StringBuilder rows = new StringBuilder();
    private @Nullable Long flash;

    public void take(String line) {
        if (line.contains(TITLE)) {
            rows.setLength(0);
            return;
        }
        Matcher row = ROW.matcher(line);
        if (row.matches() && rows.length() < MOST_CHARACTERS) {
            rows.append(row.group(1)).append('\n');
            return;
        }
        Matcher size = FLASH.matcher(line);
        if (size.find()) {
            flash = FittingTable.flashBytes(size.group(1));
        }
    }

    /// Returns a table that an application of this size fits into; empty if the log has none.
    public Optional<FittingTable> fitting(long image) {
        try {
            byte[] csv = rows.toString().getBytes(StandardCharsets.UTF_8);
            // The printed rows have their offsets, so that the place of the table does not matter.
            return FittingTable.of(
                    PartitionTable.read(PartitionCsv.table(csv, 0, 0)).partitions(), image, flash);
        } catch (FirmwareException cutOff) {
            return Optional.empty();
        }
    }
}
