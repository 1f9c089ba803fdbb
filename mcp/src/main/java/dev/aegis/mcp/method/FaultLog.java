package dev.aegis.mcp.method;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;

/// Logs the faults of this program with their stack traces.
public final class FaultLog {
    private final Consumer<String> log;

    /// @param log takes each entry, for standard error
    public FaultLog(Consumer<String> log) {
        this.log = log;
    }

    /// Logs a fault, unless the call was canceled: a canceled handler may fail in any way.
    public void report(CallContext call, Throwable fault) {
        if (!call.isCanceled()) {
            log.accept("fault in " + call.request().method() + " "
                    + call.params().text("name", "") + ": " + stackTrace(fault));
        }
    }

    /// Logs a fault of a handler that did not stop its call.
    void report(String fault) {
        log.accept("fault: " + fault);
    }

    private static String stackTrace(Throwable fault) {
        var text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
