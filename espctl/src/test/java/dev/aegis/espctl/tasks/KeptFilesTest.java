package dev.aegis.espctl.tasks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFilesTest {
    private static final int MOST = 1 << 20;

    @TempDir
    Path folder;

    private KeptFiles kept;

    @BeforeEach
    void kept() {
        kept = new KeptFiles(folder.resolve("state"), 10_000, Clock.systemUTC());
    }

    @Test
    void keepsWhatALaterBuildOverwrites() throws IOException {
        Path file = Files.writeString(folder.resolve("app.elf"), "first ".repeat(10_000));
        byte[] first = Files.readAllBytes(file);

        assertTrue(kept.keep(Digest.of(first), file));
        assertFalse(kept.keep(Digest.of(first), file), "the same content is there already");
        Files.writeString(file, "second");

        assertArrayEquals(first, kept.read(Digest.of(first), MOST).orElseThrow());
        assertTrue(stored() < first.length / 10, stored() + " bytes");
    }

    @Test
    void keepsNothingThatIsNotWhatItsDigestSays() throws IOException {
        Path file = Files.writeString(folder.resolve("app.elf"), "changed meanwhile");

        assertThrows(IOException.class, () -> kept.keep(digest("as it came"), file));
        assertEquals(0, stored());
    }

    @Test
    void forgetsWhatNeverCameWhole() throws IOException {
        Path half = Files.writeString(kept.incoming(), "half");
        Path coming = kept.incoming();
        Files.setLastModifiedTime(half, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        kept.prune(List.of());

        assertFalse(Files.exists(half));
        assertTrue(Files.exists(coming), "another process may be about to fill it");
    }

    @Test
    void takesADamagedFileForNone() throws IOException {
        Path file = Files.writeString(folder.resolve("app.elf"), "content");
        kept.keep(digest("content"), file);
        try (var files = Files.list(folder.resolve("state/kept"))) {
            Files.writeString(files.findFirst().orElseThrow(), "damaged");
        }

        assertTrue(kept.read(digest("content"), MOST).isEmpty());
    }

    @Test
    void readsNoMoreThanItIsAskedFor() throws IOException {
        Path file = Files.write(folder.resolve("app.elf"), new byte[MOST]);
        kept.keep(Digest.of(new byte[MOST]), file);

        assertTrue(kept.read(Digest.of(new byte[MOST]), MOST - 1).isEmpty());
    }

    @Test
    void forgetsWhatNoTaskHasLeftButNothingYoung() throws IOException {
        Digest left = old("left");
        Digest orphan = old("orphan");
        Path file = Files.writeString(folder.resolve("young"), "young");
        kept.keep(digest("young"), file);

        kept.prune(List.of(List.of(left)));

        assertTrue(kept.read(left, MOST).isPresent());
        assertTrue(kept.read(orphan, MOST).isEmpty());
        assertTrue(kept.read(digest("young"), MOST).isPresent(), "its task may not be written down yet");
    }

    @Test
    void forgetsTheOldestTasksFilesWhenTheBudgetIsUsedUp() throws IOException {
        Digest newest = old(noise(6_000));
        Digest oldest = old(noise(6_001));

        kept.prune(List.of(List.of(newest), List.of(oldest)));

        assertTrue(kept.read(newest, MOST).isPresent());
        assertTrue(kept.read(oldest, MOST).isEmpty());
    }

    private Digest old(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), content, StandardCharsets.ISO_8859_1);
        Digest digest = Digest.of(Files.readAllBytes(file));
        kept.keep(digest, file);
        Files.setLastModifiedTime(
                folder.resolve("state/kept/" + digest + ".z"),
                FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        return digest;
    }

    private static String noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(bytes).nextBytes(noise);
        return new String(noise, StandardCharsets.ISO_8859_1);
    }

    private static Digest digest(String content) {
        return Digest.of(content.getBytes(StandardCharsets.UTF_8));
    }

    private long stored() throws IOException {
        try (var files = Files.list(folder.resolve("state/kept"))) {
            long bytes = 0;
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }
}
