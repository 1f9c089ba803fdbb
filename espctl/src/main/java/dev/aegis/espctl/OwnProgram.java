package dev.aegis.espctl;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How this program is started again, with this JVM and these classes.
final class OwnProgram {
    private OwnProgram() {}

    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "-cp",
                classPath(),
                Main.class.getName());
    }

    /// @param cache where the native library is unpacked
    static List<String> nativeTrial(Path cache) {
        List<String> words = new ArrayList<>(command());
        words.set(words.size() - 1, NativeTrial.class.getName());
        words.add(cache.toString());
        return words;
    }

    /// Absolute, because the other process stands in another folder.
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
