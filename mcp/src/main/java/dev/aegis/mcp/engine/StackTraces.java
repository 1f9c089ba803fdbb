package dev.aegis.mcp.engine;

import java.io.PrintWriter;
import java.io.StringWriter;

/// Stack traces as text.
final class StackTraces {
    private StackTraces() {}

    static String of(Throwable fault) {
        var text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
