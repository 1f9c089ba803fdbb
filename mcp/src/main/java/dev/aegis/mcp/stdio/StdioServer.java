package dev.aegis.mcp.stdio;

import dev.aegis.mcp.catalog.ProtocolError;
import dev.aegis.mcp.engine.Batch;
import dev.aegis.mcp.engine.Connection;
import dev.aegis.mcp.engine.Engine;
import dev.aegis.mcp.engine.Replies;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonReader;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// One client on a pair of streams.
public final class StdioServer implements AutoCloseable {
    private static final int LONGEST_LINE = 16 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Engine engine;
    private final LineReader lines;
    private final LineOutlet outlet;
    private final Connection connection;
    private final Runnable endHook;
    private final ReentrantLock ending = new ReentrantLock();
    private boolean ended;

    /// @param endHook run once when all is over, for child processes that the program started
    public StdioServer(Engine engine, StandardStreams streams, Runnable endHook) {
        this.engine = engine;
        this.lines = new LineReader(streams.input(), LONGEST_LINE);
        this.outlet = new LineOutlet(streams.output());
        this.connection = engine.connect(Connection.Kind.EITHER, outlet, true);
        this.endHook = endHook;
    }

    /// Serves until the client closes its end, then ends everything.
    public void serve() {
        try (this) {
            for (LineReader.Line line = lines.next(); !(line instanceof LineReader.Line.End); line = lines.next()) {
                if (line instanceof LineReader.Line.Whole whole) {
                    accept(whole.bytes());
                } else {
                    refuse(ProtocolError.INVALID_REQUEST, "a message of more than " + LONGEST_LINE + " bytes");
                }
            }
        } catch (IOException gone) {
            // The client has closed its end of our output: there is nobody to tell.
        }
    }

    private void accept(byte[] line) throws IOException {
        Json json;
        try {
            json = JsonReader.read(line, 0, line.length);
        } catch (JsonReader.NotJson notJson) {
            refuse(ProtocolError.NOT_JSON, "not JSON: " + notJson.getMessage());
            return;
        }
        Batch.accept(connection, json, line.length, outlet);
    }

    private void refuse(int code, String message) throws IOException {
        outlet.send(Replies.error(Json.Nothing.NULL, code, message));
    }

    /// Ends everything, once: quick calls are let through, the rest is canceled, then the hook runs.
    /// A second caller waits for the first.
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
            connection.close(PATIENCE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } finally {
            engine.close();
            endHook.run();
        }
    }
}
