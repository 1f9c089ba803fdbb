package dev.aegis.espctl;

import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/// `espctl mcp serve` as a process that has received nothing yet, for clients that open a connection in unusual ways.
final class RawMcpServer implements AutoCloseable {
    private final Process process;
    private final Writer input;
    private final BufferedReader output;
    private int lastId;

    RawMcpServer(EspctlProcess espctl) throws IOException {
        process = espctl.builder(espctl.command("mcp", "serve")).start();
        input = process.outputWriter(StandardCharsets.UTF_8);
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Sends a request of a session, or one without any.
    JsonObject ask(String method, JsonObject params) throws Exception {
        int id = ++lastId;
        input.write(JsonObject.of("jsonrpc", "2.0", "id", id, "method", method, "params", params) + "\n");
        input.flush();
        while (true) {
            String line = output.readLine();
            if (line == null) {
                throw new AssertionError("the server has ended after " + method);
            }
            JsonObject message = (JsonObject) JsonReader.read(line);
            if (Json.of(id).equals(message.get("id"))) {
                return message;
            }
        }
    }

    /// Sends a request of revision 2026-07-28, as a client that follows tasks.
    JsonObject askModern(String method, JsonObject params) throws Exception {
        JsonObject capabilities =
                JsonObject.of("extensions", JsonObject.of("io.modelcontextprotocol/tasks", JsonObject.EMPTY));
        return ask(
                method,
                params.with(
                        "_meta",
                        JsonObject.of(
                                "io.modelcontextprotocol/protocolVersion",
                                "2026-07-28",
                                "io.modelcontextprotocol/clientInfo",
                                JsonObject.of("name", "test", "version", "1"),
                                "io.modelcontextprotocol/clientCapabilities",
                                capabilities)));
    }

    JsonObject initialize() throws Exception {
        return ask(
                "initialize",
                JsonObject.of(
                        "protocolVersion",
                        "2025-11-25",
                        "capabilities",
                        JsonObject.EMPTY,
                        "clientInfo",
                        JsonObject.of("name", "test", "version", "1")));
    }

    JsonObject call(String tool, JsonObject arguments) throws Exception {
        return ask("tools/call", JsonObject.of("name", tool, "arguments", arguments))
                .object("result")
                .object("structuredContent");
    }

    /// Ends the process like `kill -9`.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
