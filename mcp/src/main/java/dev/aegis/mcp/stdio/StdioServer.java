package dev.aegis.mcp.stdio;

import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.engine.Batch;
import dev.aegis.mcp.engine.Connection;
import dev.aegis.mcp.engine.Engine;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonReader;
import dev.aegis.mcp.message.JsonRpc;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// Serves one client on a pair of streams.
public final class StdioServer implements AutoCloseable {
    private static final int MAX_LINE_BYTES = 16 << 20;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Engine engine;
    private final LineReader lines;
    private final LineSink sink;
    private final Connection connection;
    private final Runnable endHook;
    private final ReentrantLock ending = new ReentrantLock();
    private boolean ended;

    /// @param endHook runs once after the end, for child processes that the program started
    public StdioServer(Engine engine, StandardStreams streams, Runnable endHook) {
        this.engine = engine;
        this.lines = new LineReader(streams.input(), MAX_LINE_BYTES);
        this.sink = new LineSink(streams.output());
        this.connection = engine.connect(Connection.Kind.EITHER, sink, true);
        this.endHook = endHook;
    }

    /// Serves until the client closes its stream, then ends all calls and tasks.
    public void serve() {
        try (this) {
            for (LineReader.Line line = lines.next(); !(line instanceof LineReader.Line.End); line = lines.next()) {
                if (line instanceof LineReader.Line.Whole whole) {
                    accept(whole.bytes());
                } else {
                    refuse(ProtocolError.INVALID_REQUEST, "a message of more than " + MAX_LINE_BYTES + " bytes");
                }
            }
        } catch (IOException disconnected) {
            // The client closed our output: no message can reach it.
        }
    }

    private void accept(byte[] line) throws IOException {
        Json json;
        try {
            json = JsonReader.read(line, 0, line.length);
        } catch (JsonReader.NotJson notJson) {
            refuse(ProtocolError.PARSE_ERROR, "not JSON: " + notJson.getMessage());
            return;
        }
        Batch.accept(connection, json, line.length, sink);
    }

    private void refuse(int code, String message) throws IOException {
        sink.send(JsonRpc.error(Json.Nothing.NULL, code, message));
    }

    /// Ends all calls and tasks, once: short calls may finish, the others are canceled, then the hook runs. A
    /// second caller waits for the first.
    @Override
    public void close() {
        ending.lock();
        try {
            if (!ended) {
                ended = true;
                end();
            }
        } finally {
            ending.unlock();
        }
    }

    private void end() {
        try {
            connection.close(CLOSE_TIMEOUT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            engine.close();
            endHook.run();
        }
    }
}
