package dev.aegis.espctl.tasks;

import dev.aegis.espctl.settings.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/// Creation times for new tasks, each later than every earlier one, even if the clock was set back. The last one is
/// kept
/// in a file, because to read it from fifty records takes longer than to connect to a machine.
final class CreationTimes {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Path file;
    private final RecordLock lock;
    private final LongSupplier newestRecord;

    /// @param newestRecord the creation time of the newest task, for a state folder without the file
    CreationTimes(Path folder, LongSupplier newestRecord) {
        this.file = folder.resolve("last-created");
        this.lock = new RecordLock(folder.resolve("last-created.lock"));
        this.newestRecord = newestRecord;
    }

    /// Returns the first of several successive times in ms since 1970.
    long next(Clock clock, int count) throws IOException {
        return lock.hold(() -> {
            long first = Math.max(clock.millis(), last() + 1);
            PrivateFiles.write(file, Long.toString(first + count - 1).getBytes(StandardCharsets.US_ASCII));
            return first;
        });
    }

    private long last() throws IOException {
        String text = Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        return NUMBER.matcher(text).matches() ? Long.parseLong(text) : newestRecord.getAsLong();
    }
}
