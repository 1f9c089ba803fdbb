package dev.aegis.mcp.stdio;

import java.util.function.IntConsumer;

/// Closes a server when its parent process ends, even if the streams stay open, and on SIGTERM.
public final class ProcessShutdown {
    private ProcessShutdown() {}

    /// @param exit ends the process, `System::exit`
    public static void install(StdioServer server, IntConsumer exit) {
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "mcp-end"));
        ProcessHandle.current().parent().ifPresent(parent -> {
            var _ = parent.onExit().thenRun(() -> orphaned(server, exit));
        });
    }

    /// Runs on a new thread: closing may take seconds, and the JDK has one thread for the end of all processes.
    private static void orphaned(StdioServer server, IntConsumer exit) {
        Thread.ofPlatform().daemon().name("mcp-orphan").start(() -> {
            server.close();
            exit.accept(0);
        });
    }
}
