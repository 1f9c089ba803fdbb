package dev.aegis.agent.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/// The user that builds run as on the machine. Inside the sandbox it is always `builder`, uid 1000.
public sealed interface BuildUser {
    int STANDARD_UID = 64_999;

    /// The agent is not root, so builds run as its own user.
    record SameAsAgent() implements BuildUser {}

    /// The agent is root, and builds run as a user that owns only workspaces. The user needs no name.
    record Dedicated(int uid) implements BuildUser {
        public Dedicated {
            if (uid <= 0) {
                throw new IllegalArgumentException("builds must not run as uid " + uid);
            }
        }
    }

    /// @param dedicatedUid user id for builds if the agent is root
    static BuildUser detect(int dedicatedUid) {
        return isRoot() ? new Dedicated(dedicatedUid) : new SameAsAgent();
    }

    /// Returns the owner that files of a build must have; empty if that is the agent's own user.
    default OptionalInt fileOwner() {
        return switch (this) {
            case SameAsAgent same -> OptionalInt.empty();
            case Dedicated dedicated -> OptionalInt.of(dedicated.uid());
        };
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException unreadable) {
            throw new SandboxException("cannot read /proc/self", "mount /proc", unreadable);
        }
    }
}
