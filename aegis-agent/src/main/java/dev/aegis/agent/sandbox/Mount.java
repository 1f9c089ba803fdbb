package dev.aegis.agent.sandbox;

import java.nio.file.Path;

/// A directory of the machine that is visible in the sandbox.
///
/// @param source absolute path on the machine; only the agent may be able to replace it by a link
/// @param inside absolute path in the sandbox
/// @param writable whether the command may change it
public record Mount(Path source, String inside, boolean writable) {
    public Mount {
        if (!source.isAbsolute() || !inside.startsWith("/")) {
            throw new IllegalArgumentException("a mount needs absolute paths, not " + source + " at " + inside);
        }
    }

    public static Mount readOnly(Path source, String inside) {
        return new Mount(source, inside, false);
    }

    public static Mount writable(Path source, String inside) {
        return new Mount(source, inside, true);
    }
}
