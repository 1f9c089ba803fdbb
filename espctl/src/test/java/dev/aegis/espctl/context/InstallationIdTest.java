package dev.aegis.espctl.context;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationIdTest {
    @TempDir
    Path state;

    @Test
    void isTheSameForEachBuildThatStartsAtTheSameTime() throws Exception {
        for (int round = 0; round < 50; round++) {
            Path folder = state.resolve("round" + round);
            Set<String> seen = new HashSet<>();
            CountDownLatch start = new CountDownLatch(1);
            try (ExecutorService builds = Executors.newFixedThreadPool(8)) {
                List<Future<String>> ids = new ArrayList<>();
                for (int build = 0; build < 8; build++) {
                    ids.add(builds.submit(() -> {
                        start.await();
                        return new InstallationId(folder).salt();
                    }));
                }
                start.countDown();
                for (Future<String> id : ids) {
                    seen.add(id.get());
                }
            }
            assertEquals(Set.of(new InstallationId(folder).salt()), seen);
        }
    }

    @Test
    void replacesADamagedFile() throws Exception {
        Files.writeString(state.resolve("installation"), "short");
        String fresh = new InstallationId(state).salt();
        assertEquals(Optional.of(fresh), new InstallationId(state).known());
    }
}
