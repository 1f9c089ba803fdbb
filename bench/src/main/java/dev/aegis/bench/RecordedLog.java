package dev.aegis.bench;

import dev.aegis.firmware.errors.BuildReport;
import dev.aegis.firmware.errors.log.BuildLogReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// A log of the test resources of `firmware`, with the error that a person found in it.
///
/// @param file the log, compressed by gzip
/// @param root the path of the project in the log
/// @param category of the decisive error; empty for a log without errors
/// @param place of the decisive error; empty for a log without errors
record RecordedLog(Path file, String root, String category, String place) {
    private static final Path RESOURCES = Path.of("firmware/src/test/resources");
    private static final List<String> FOLDERS = List.of("idf-logs", "faults");
    private static final String TABLE = "decisive.txt";

    static List<RecordedLog> all(Path checkout) throws IOException {
        List<RecordedLog> logs = new ArrayList<>();
        for (String name : FOLDERS) {
            Path folder = checkout.resolve(RESOURCES).resolve(name);
            for (String line : Files.readAllLines(folder.resolve(TABLE))) {
                if (!line.startsWith("#")) {
                    logs.add(of(folder, line.split(" \\| ?", -1)));
                }
            }
        }
        return logs;
    }

    private static RecordedLog of(Path folder, String[] cells) {
        Path file = folder.resolve(cells[0] + ".log.gz");
        return cells[2].equals("clean")
                ? new RecordedLog(file, cells[1], "", "")
                : new RecordedLog(file, cells[1], cells[2].substring(0, cells[2].indexOf(',')), cells[3]);
    }

    boolean isClean() {
        return category.isEmpty();
    }

    InputStream open() throws IOException {
        return new GZIPInputStream(Files.newInputStream(file));
    }

    /// Returns whether the first error that the reader finds is the decisive one, or that it finds none in a clean log.
    boolean isReadCorrectly() throws IOException {
        try (InputStream log = open()) {
            BuildReport report = BuildLogReader.read(log, root);
            return report.first()
                    .map(first -> first.category().wire().equals(category)
                            && first.place().equals(place))
                    .orElse(isClean());
        }
    }
}
