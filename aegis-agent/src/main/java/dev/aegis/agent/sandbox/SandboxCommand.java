package dev.aegis.agent.sandbox;

import java.util.List;
import java.util.Map;

/// What to run, what it sees and what it may use.
///
/// @param arguments the program, looked up in the `PATH` of `environment`, and its arguments
/// @param environment all variables; nothing of the agent's own environment is added
/// @param mounts beside `/usr`, a small `/etc`, `/proc`, `/dev`, `/tmp` and an empty home, which are
/// always there
/// @param directory where it starts, a path in the sandbox
/// @param limits when it must end
public record SandboxCommand(
        List<String> arguments,
        Map<String, String> environment,
        List<Mount> mounts,
        String directory,
        SandboxLimits limits) {
    /// The empty home directory, on the sandbox's own temporary file system.
    public static final String HOME = "/home/builder";

    public SandboxCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        mounts = List.copyOf(mounts);
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        for (String text : arguments) {
            refuseNul(text);
        }
        environment.forEach((name, value) -> refuseNul(name + value));
    }

    private static void refuseNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an argument or variable holds a NUL");
        }
    }
}
