package dev.aegis.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildCostsTest {
    @Test
    void countsTheCpuTimeOfAChild(@TempDir Path folder) {
        Command busy = new Command(
                List.of("/bin/sh", "-c", "i=0; while [ $i -lt 50000 ]; do i=$((i + 1)); done"),
                Map.of(),
                folder,
                folder.resolve("log"));
        double before = ChildCosts.cpuSeconds();

        busy.run();

        assertTrue(ChildCosts.cpuSeconds() > before);
    }
}
