package dev.aegis.agent.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/// As whom a build runs on the machine; inside its sandbox it is always `builder`, uid 1000.
public sealed interface BuildUser {
    int STANDARD_UID = 64_999;

    /// The agent is an ordinary user, and builds are that user too.
    record SameAsAgent() implements BuildUser {}

    /// The agent is root, and builds are a user that owns nothing but workspaces. It needs no name.
    record Dedicated(int uid) implements BuildUser {
        public Dedicated {
            if (uid <= 0) {
                throw new IllegalArgumentException("builds must not run as uid " + uid);
            }
        }
    }

    /// @param dedicatedUid for an agent that is root
    static BuildUser detect(int dedicatedUid) {
        return isRoot() ? new Dedicated(dedicatedUid) : new SameAsAgent();
    }

    /// To whom files must belong that a build works on; empty for the agent itself.
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
