package dev.aegis.firmware.errors.log;

import dev.aegis.firmware.errors.BuildReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/// The recorded logs among the test resources.
final class Logs {
    private Logs() {}

    static InputStream open(String name) throws IOException {
        return new GZIPInputStream(
                Objects.requireNonNull(Logs.class.getResourceAsStream("/" + name + ".log.gz"), name));
    }

    static String text(String name) {
        try (InputStream log = open(name)) {
            return new String(log.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static BuildReport read(String name, String root) {
        try (InputStream log = open(name)) {
            return BuildLogReader.read(log, root);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static BuildReport readText(String log, String root) {
        try {
            return BuildLogReader.read(new java.io.ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), root);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static List<String> table(String name) {
        try (InputStream table = Objects.requireNonNull(Logs.class.getResourceAsStream("/" + name), name)) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("# "))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
