package dev.aegis.agent.sandbox.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small file system in memory. Only root can mount it.
public final class SmallDisk implements AutoCloseable {
    private final Path root;

    private SmallDisk(Path root) {
        this.root = root;
    }

    /// @param root a directory to create
    public static SmallDisk mount(Path root, long bytes, long files) throws IOException, InterruptedException {
        Files.createDirectory(root);
        String options = "size=" + bytes + ",nr_inodes=" + files + ",mode=0755";
        assertEquals(
                0, run("mount", "-t", "tmpfs", "-o", options, "aegis-test", root.toString()), "run this test as root");
        return new SmallDisk(root);
    }

    public Path root() {
        return root;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        assertEquals(0, run("umount", root.toString()));
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
