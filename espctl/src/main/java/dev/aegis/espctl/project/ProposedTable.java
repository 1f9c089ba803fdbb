package dev.aegis.espctl.project;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.partitions.FittingTable;
import dev.aegis.firmware.partitions.Partition;
import dev.aegis.firmware.partitions.PartitionCsv;
import dev.aegis.firmware.partitions.PartitionTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A partition table that a too large application would fit into, for a log that does not print the present table: a
/// build prints it only when it has changed. The present table is the project's CSV, that of the last build, or
/// ESP-IDF's default.
public final class ProposedTable {
    private static final Pattern IMAGE = Pattern.compile("for binary \\S+ size 0x([0-9a-f]{1,8})");
    private static final String USUAL_CSV = "partitions.csv";
    private static final String BUILT = "partition_table/partition-table.bin";
    private static final String ONE_APP = """
            nvs,data,nvs,0x9000,0x6000
            phy_init,data,phy,0xf000,0x1000
            factory,app,factory,0x10000,1M
            """;
    private static final String TWO_UPDATES = """
            nvs,data,nvs,0x9000,0x4000
            otadata,data,ota,0xd000,0x2000
            phy_init,data,phy,0xf000,0x1000
            factory,app,factory,0x10000,1M
            ota_0,app,ota_0,,1M
            ota_1,app,ota_1,,1M
            """;
    private static final long USUAL_OFFSET = 0x8000;
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final Path root;
    private final String buildFolder;
    private final String sdkconfig;

    /// @param root the project's folder
    /// @param buildFolder relative to it
    public ProposedTable(Path root, String buildFolder) {
        this.root = root;
        this.buildFolder = buildFolder;
        this.sdkconfig = text(root.resolve("sdkconfig"));
    }

    /// Returns the report with a table for each application that is too large, where it has none.
    public BuildReport complete(BuildReport report) {
        if (report.errors().stream().noneMatch(ProposedTable::lacksTable)) {
            return report;
        }
        return new BuildReport(
                report.errors().stream()
                        .map(error -> lacksTable(error) ? complete(error) : error)
                        .toList(),
                report.more(),
                report.phase(),
                report.fault(),
                report.note());
    }

    private static boolean lacksTable(BuildError error) {
        return error.category() == Category.PARTITION_TOO_SMALL
                && error.partitionsCsv() == null
                && IMAGE.matcher(error.message()).find();
    }

    private BuildError complete(BuildError error) {
        Matcher image = IMAGE.matcher(error.message());
        if (!image.find()) {
            return error;
        }
        long size = Long.parseLong(image.group(1), 16);
        Long flash = option("ESPTOOLPY_FLASHSIZE")
                .flatMap(told -> Optional.ofNullable(FittingTable.flashBytes(told)))
                .orElse(null);
        return ofProject()
                .or(this::ofLastBuild)
                .flatMap(table -> FittingTable.of(table, size, flash))
                .map(fitting -> error.withTable(fitting.csv(), fitting.advice()))
                .orElseGet(() -> fromDefault(error, size, flash));
    }

    private BuildError fromDefault(BuildError error, long size, @Nullable Long flash) {
        boolean updates =
                is("PARTITION_TABLE_TWO_OTA") || error.excerpt().stream().anyMatch(line -> line.contains("'ota_"));
        return csv(updates ? TWO_UPDATES : ONE_APP)
                .flatMap(table -> FittingTable.of(table, size, flash))
                .map(fitting -> error.withTable(
                        fitting.csv(),
                        fitting.advice() + "; the log has no partition table, so this is ESP-IDF's default, enlarged"))
                .orElse(error);
    }

    private Optional<List<Partition>> ofProject() {
        if (is("PARTITION_TABLE_SINGLE_APP") || is("PARTITION_TABLE_TWO_OTA")) {
            return Optional.empty();
        }
        String file = is("PARTITION_TABLE_CUSTOM")
                ? option("PARTITION_TABLE_CUSTOM_FILENAME").orElse(USUAL_CSV)
                : USUAL_CSV;
        try {
            return csv(text(root.resolve(file)));
        } catch (InvalidPathException wrong) {
            return Optional.empty();
        }
    }

    private Optional<List<Partition>> ofLastBuild() {
        if (is("PARTITION_TABLE_SINGLE_APP") || is("PARTITION_TABLE_TWO_OTA")) {
            return Optional.empty();
        }
        try {
            byte[] table = bytes(root.resolve(buildFolder).resolve(BUILT));
            return table.length == 0
                    ? Optional.empty()
                    : Optional.of(PartitionTable.read(table).partitions());
        } catch (FirmwareException malformed) {
            return Optional.empty();
        }
    }

    private Optional<List<Partition>> csv(String csv) {
        if (csv.isBlank()) {
            return Optional.empty();
        }
        try {
            long offset = option("PARTITION_TABLE_OFFSET").map(Long::decode).orElse(USUAL_OFFSET);
            return Optional.of(PartitionTable.read(PartitionCsv.table(csv.getBytes(StandardCharsets.UTF_8), offset, 0))
                    .partitions());
        } catch (FirmwareException | NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    private boolean is(String option) {
        return option(option).filter("y"::equals).isPresent();
    }

    private Optional<String> option(String name) {
        Matcher set = Pattern.compile("(?m)^CONFIG_" + name + "=\"?([^\"\r\n]{1,200})\"?")
                .matcher(sdkconfig);
        return set.find() ? Optional.of(set.group(1)) : Optional.empty();
    }

    private static String text(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    /// Returns nothing for a file that cannot be read: the proposal is best effort.
    private static byte[] bytes(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException unreadable) {
            return new byte[0];
        }
    }
}
