package dev.aegis.peer.webrtc;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Another JVM with the class path of the tests.
public final class ChildJvm {
    private final Process process;

    private ChildJvm(Process process) {
        this.process = process;
    }

    public static ChildJvm start(Class<?> main, List<String> options, List<String> arguments) throws Exception {
        return start(List.of(), main, options, arguments);
    }

    /// A program in its own process group, which handles signals even when the process that runs the tests ignores
    /// them. Both tools replace themselves by the program, so the process id stays.
    public static ChildJvm startInOwnGroup(Class<?> main, List<String> options, List<String> arguments)
            throws Exception {
        return start(List.of("setsid", "env", "--default-signal=HUP,INT,TERM"), main, options, arguments);
    }

    private static ChildJvm start(List<String> launcher, Class<?> main, List<String> options, List<String> arguments)
            throws Exception {
        var command = new ArrayList<>(launcher);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ChildJvm(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    public Process process() {
        return process;
    }

    /// Returns everything that it prints until it exits.
    public String output() throws Exception {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    public int exitStatus() throws Exception {
        return process.waitFor();
    }
}
