package dev.aegis.espctl.process;

import dev.aegis.espctl.settings.Environment;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How espctl is started again: by the launcher that started it, or with this JVM and these classes.
public final class OwnProgram {
    private final Environment environment;
    private final Class<?> main;

    /// @param main the entry of espctl
    public OwnProgram(Environment environment, Class<?> main) {
        this.environment = environment;
        this.main = main;
    }

    /// The command that a person types: the launcher, if it named itself in `ESPCTL_LAUNCHER`.
    public List<String> launcher() {
        return environment
                .find("ESPCTL_LAUNCHER")
                .map(launcher -> List.of(launcher.split("\t")))
                .orElseGet(() -> java(main, List.of()));
    }

    /// Starts espctl as a process that outlives this one. Uses the launcher where it can be run, because it starts
    /// espctl from an AOT cache.
    public DetachedEspctl detached() {
        List<String> launcher = launcher();
        return new DetachedEspctl(Files.isExecutable(Path.of(launcher.getFirst())) ? launcher : java(main, List.of()));
    }

    /// @param cache where the native library is unpacked
    public List<String> webRtcSelfTest(Path cache) {
        return java(WebRtcSelfTest.class, List.of(cache.toString()));
    }

    private static List<String> java(Class<?> main, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "-cp",
                classPath(),
                main.getName()));
        words.addAll(arguments);
        return words;
    }

    /// Absolute, because the new process runs in another folder.
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
