package dev.aegis.peer.webrtc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each start is a new JVM, because a JVM loads a library once.
class NativeLibraryTest {
    @TempDir
    Path directory;

    private String load(Path cache) throws Exception {
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        ChildJvm child =
                ChildJvm.start(LoadMain.class, List.of("-Djava.io.tmpdir=" + temporary), List.of(cache.toString()));
        String output = child.output();
        assertEquals(0, child.exitStatus(), output);
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(
                    List.of(),
                    left.filter(path -> !path.getFileName().toString().startsWith("hsperf"))
                            .toList());
        }
        return output;
    }

    private static List<Path> files(Path cache) throws Exception {
        try (Stream<Path> files = Files.list(cache)) {
            return files.toList();
        }
    }

    @Test
    void unpacksOnceAndReusesTheFile() throws Exception {
        Path cache = directory.resolve("cache");
        assertEquals("loaded\n", load(cache));
        List<Path> unpacked = files(cache);
        assertEquals(1, unpacked.size());
        var first = Files.getLastModifiedTime(unpacked.getFirst());
        assertEquals("loaded\n", load(cache));
        assertEquals(unpacked, files(cache));
        assertEquals(first, Files.getLastModifiedTime(unpacked.getFirst()));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)));
    }

    @Test
    void unpacksIncompleteFileAgain() throws Exception {
        Path cache = directory.resolve("cache");
        load(cache);
        Path file = files(cache).getFirst();
        Files.write(file, new byte[] {1, 2, 3});
        assertEquals("loaded\n", load(cache));
        assertTrue(Files.size(file) > 1_000_000);
    }

    @Test
    void trustsNoDirectoryThatOthersCanWrite() throws Exception {
        Path cache = Files.createDirectories(directory.resolve("open"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals("loaded\n", load(cache));
        assertEquals(List.of(), files(cache));
    }

    @Test
    void namesTheMissingPackages() {
        String sentence = NativeLibrary.sentence(
                "/tmp/x/libwebrtc.so: libpulse.so.0: cannot open shared object file: No such file or directory");
        assertEquals(
                "cannot load the WebRTC library: libpulse.so.0: cannot open shared object file: No such file or"
                        + " directory; on Debian: apt-get install libpulse0 libx11-6 libxfixes3 libxrandr2"
                        + " libxcomposite1 libdbus-1-3 libudev1",
                sentence);
    }

    /// Loads the library and exits.
    public static final class LoadMain {
        private LoadMain() {}

        public static void main(String[] arguments) throws Exception {
            new NativeLibrary(Path.of(arguments[0])).load();
            System.out.println("loaded");
        }
    }
}
