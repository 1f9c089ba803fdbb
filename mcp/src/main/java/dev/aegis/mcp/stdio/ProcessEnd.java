package dev.aegis.mcp.stdio;

import java.util.function.IntConsumer;

/// Ties a server to the life of its process: it ends with the parent, whatever becomes of the streams,
/// and on SIGTERM.
public final class ProcessEnd {
    private ProcessEnd() {}

    /// @param exit ends the process, `System::exit`
    public static void tie(StdioServer server, IntConsumer exit) {
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "mcp-end"));
        ProcessHandle.current().parent().ifPresent(parent -> {
            var _ = parent.onExit().thenRun(() -> orphaned(server, exit));
        });
    }

    /// On a thread of its own: the end may take seconds, and the JDK's watching thread serves every
    /// process.
    private static void orphaned(StdioServer server, IntConsumer exit) {
        Thread.ofPlatform().daemon().name("mcp-orphan").start(() -> {
            server.close();
            exit.accept(0);
        });
    }
}
