package dev.aegis.espctl.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts espctl as a process that outlives this one. A shell starts it in a new session, prints its process id and
/// exits, so that signals to our process group do not reach it and it is not in our process tree.
public final class DetachedEspctl {
    /// Not every system has `setsid`; `nohup` at least ignores the hang-up of the terminal.
    private static final String SHELL = """
            out=$1; shift
            if command -v setsid >/dev/null 2>&1; then setsid "$@" </dev/null >"$out" 2>&1 &
            else nohup "$@" </dev/null >"$out" 2>&1 &
            fi
            echo $!
            """;

    private final List<String> espctl;

    /// @param espctl the command that starts it
    DetachedEspctl(List<String> espctl) {
        this.espctl = List.copyOf(espctl);
    }

    public ProcessHandle start(List<String> arguments, Path folder, Path output) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "sh", output.toString()));
        command.addAll(espctl);
        command.addAll(arguments);
        Process shell = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var said = shell.inputReader(StandardCharsets.UTF_8)) {
            shell.getOutputStream().close();
            String number = said.readLine();
            if (number == null || !number.matches("\\d+")) {
                throw new IOException("the shell did not print a process id");
            }
            return ProcessHandle.of(Long.parseLong(number))
                    .orElseThrow(() -> new IOException("it ended at once, see " + output));
        }
    }
}
