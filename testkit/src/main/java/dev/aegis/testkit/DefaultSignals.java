package dev.aegis.testkit;

import java.util.ArrayList;
import java.util.List;

/// Commands of test programs that must react to SIGINT, SIGTERM and SIGHUP.
///
/// A child inherits ignored signals, and a JVM then never sees them. A shell starts background jobs with SIGINT
/// ignored, and `nohup` ignores SIGHUP: there a test that sends such a signal would wait until its timeout.
public final class DefaultSignals {
    private DefaultSignals() {}

    /// Returns a command that resets these signals and then becomes the given program, under the same process id.
    public static List<String> command(List<String> program) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/env", "--default-signal=HUP,INT,TERM"));
        command.addAll(program);
        return command;
    }
}
