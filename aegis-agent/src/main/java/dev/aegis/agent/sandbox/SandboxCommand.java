package dev.aegis.agent.sandbox;

import dev.aegis.agent.sandbox.disk.DiskGrowth;
import java.util.List;
import java.util.Map;

/// A command to run in the sandbox, with its view of the file system and its limits.
///
/// @param arguments the program, looked up in the `PATH` of `environment`, and its arguments
/// @param environment all variables; nothing is added from the agent's own environment
/// @param mounts directories of the machine. Every sandbox also has `/usr`, a small `/etc`, `/proc`,
/// `/dev`, `/tmp` and an empty home
/// @param directory working directory, a path in the sandbox
/// @param limits limits for this command
/// @param growth disk use of the build that this command belongs to; the disk limits apply to all commands
/// with the same object
public record SandboxCommand(
        List<String> arguments,
        Map<String, String> environment,
        List<Mount> mounts,
        String directory,
        SandboxLimits limits,
        DiskGrowth growth) {
    /// The home directory, on a temporary file system of the sandbox.
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

    /// A command on its own.
    public SandboxCommand(
            List<String> arguments,
            Map<String, String> environment,
            List<Mount> mounts,
            String directory,
            SandboxLimits limits) {
        this(arguments, environment, mounts, directory, limits, new DiskGrowth());
    }

    private static void refuseNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an argument or variable holds a NUL");
        }
    }
}
