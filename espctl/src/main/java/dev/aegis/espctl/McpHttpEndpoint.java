package dev.aegis.espctl;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.McpHttpToken;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.engine.Engine;
import dev.aegis.mcp.http.HttpSettings;
import dev.aegis.mcp.http.McpHttpServer;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// `espctl mcp serve --http`: the MCP server for AI clients that cannot start a process. Listens on the loopback
/// address only and requires a token.
final class McpHttpEndpoint {
    private static final String PATH = "/mcp";

    private McpHttpEndpoint() {}

    /// Serves until the process is stopped.
    ///
    /// @param out where the address is printed
    static void serve(Engine engine, Catalog catalog, int port, McpHttpToken token, PrintStream out) {
        SecureRandom random = new SecureRandom();
        HttpSettings settings = new HttpSettings(port, PATH, Set.of(), token.value(random));
        CountDownLatch ended = new CountDownLatch(1);
        try {
            McpHttpServer server = new McpHttpServer(engine, catalog, settings, random).start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server, engine, ended), "http-end"));
            out.println("espctl serves MCP at " + server.address());
            out.println("clients send the header Authorization: Bearer TOKEN; the token is in " + token.file());
            out.flush();
            ended.await();
        } catch (IOException taken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "port_taken",
                    "cannot listen on 127.0.0.1:" + port + ": " + IoReason.of(taken),
                    "choose another port, or 0 for any that is free",
                    taken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(McpHttpServer server, Engine engine, CountDownLatch ended) {
        server.close();
        engine.close();
        ended.countDown();
    }
}
