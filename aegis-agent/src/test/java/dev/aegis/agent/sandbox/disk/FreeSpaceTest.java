package dev.aegis.agent.sandbox.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeSpaceTest {
    @TempDir
    Path base;

    @Test
    void readsBytesAndInodes() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(base.resolve("disk"), 16 * 1024 * 1024, 1000)) {
            DiskUsage before = FreeSpace.of(disk.root());
            assertEquals(Files.getFileStore(disk.root()).getUsableSpace(), before.bytes());
            Files.write(disk.root().resolve("data"), new byte[1024 * 1024]);
            Files.createDirectory(disk.root().resolve("directory"));
            assertEquals(new DiskUsage(1024 * 1024, 2), before.minus(FreeSpace.of(disk.root())));
        }
    }

    @Test
    void failsWithoutADirectory() {
        assertThrows(IOException.class, () -> FreeSpace.of(base.resolve("absent")));
    }
}
