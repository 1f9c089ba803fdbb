package dev.aegis.espctl.tasks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptElfFilesTest {
    private static final int MOST = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void findsAFileByTheDigitsThatAChipPrints() throws IOException {
        KeptElfFiles kept = new KeptElfFiles(folder.resolve("state"), MOST, Clock.systemUTC());
        List<byte[]> builds = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            builds.add(keep(kept, i));
        }

        for (byte[] build : builds) {
            KeptElfFiles.Found found =
                    kept.find(Digest.of(build).hex().substring(0, 9), MOST).orElseThrow();
            assertArrayEquals(build, found.content());
            assertEquals(folder.resolve("app.elf").toString(), found.origin());
        }
        assertTrue(kept.find("0123456789", MOST).isEmpty());
        assertTrue(kept.find("", MOST).isEmpty());
    }

    @Test
    void removesTheFilesThatWereUsedLeastRecently() throws IOException {
        byte[] first = new byte[0];
        byte[] second = new byte[0];
        for (int i = 0; i < 3; i++) {
            KeptElfFiles kept = at(i);
            byte[] build = keep(kept, i);
            first = i == 0 ? build : first;
            second = i == 1 ? build : second;
        }
        assertTrue(at(10).find(Digest.of(first).hex(), MOST).isPresent());

        keep(at(11), 11);

        assertTrue(at(12).find(Digest.of(first).hex(), MOST).isPresent());
        assertTrue(at(12).find(Digest.of(second).hex(), MOST).isEmpty());
        try (var files = Files.list(folder.resolve("state/elf"))) {
            assertEquals(6, files.count());
        }
    }

    /// Three of these files fit.
    private KeptElfFiles at(int second) {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1_000_000 + second), ZoneOffset.UTC);
        return new KeptElfFiles(folder.resolve("state"), 3_500, clock);
    }

    private byte[] keep(KeptElfFiles kept, int seed) throws IOException {
        byte[] content = new byte[1_000];
        new Random(seed).nextBytes(content);
        kept.keep(Digest.of(content), Files.write(folder.resolve("app.elf"), content));
        return content;
    }
}
