package dev.aegis.mcp.engine;

import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonArray;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.message.JsonRpc;
import dev.aegis.mcp.message.Message;
import dev.aegis.mcp.message.MessageSink;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Several messages in one array, as in the revisions before 2025-06-18. The answers are sent in one array too.
public final class Batch {
    private static final int MAX_MESSAGES = 100;
    private static final Duration NO_TIMEOUT = Duration.ofDays(365);

    private Batch() {}

    /// Handles the JSON of one line or one request body: a message or a batch. The answers to a batch are sent when
    /// all of its requests are done.
    public static Optional<PendingRequest> accept(Connection connection, Json json, long size, MessageSink sink)
            throws IOException {
        if (!(json instanceof JsonArray batch)) {
            return connection.accept(Message.of(json), size, sink);
        }
        Optional<String> reason = invalid(connection, batch);
        if (reason.isPresent()) {
            sink.send(JsonRpc.error(Json.Nothing.NULL, ProtocolError.INVALID_REQUEST, reason.get()));
            return Optional.empty();
        }
        return several(connection, batch, size, sink);
    }

    private static Optional<String> invalid(Connection connection, JsonArray batch) {
        if (!connection.revision().map(Revision::hasBatches).orElse(false)) {
            return Optional.of("several messages in one array ended with revision 2025-06-18; send them one by one");
        }
        if (batch.items().isEmpty() || batch.items().size() > MAX_MESSAGES) {
            return Optional.of("an array holds 1 to " + MAX_MESSAGES + " messages, not "
                    + batch.items().size());
        }
        return Optional.empty();
    }

    private static Optional<PendingRequest> several(Connection connection, JsonArray batch, long size, MessageSink sink)
            throws IOException {
        var answers = new Answers(sink, batch);
        var calls = new ArrayList<PendingRequest>();
        long share = size / batch.items().size();
        for (Json json : batch.items()) {
            connection.accept(Message.of(json), share, answers).ifPresent(calls::add);
        }
        if (calls.isEmpty() && answers.isEmpty()) {
            return Optional.empty();
        }
        var sending = Thread.ofVirtual().name("mcp-batch").start(() -> answers.sendAfter(calls));
        return Optional.of(new PendingBatch(calls, sending));
    }

    /// Holds the answers back until all are there; sends other messages at once.
    private static final class Answers implements MessageSink {
        private final MessageSink sink;
        private final List<Json> ids;
        private final List<JsonObject> held = new ArrayList<>();

        Answers(MessageSink sink, JsonArray batch) {
            this.sink = sink;
            this.ids = batch.objects().stream()
                    .map(message -> Json.of(message.get("id")))
                    .toList();
        }

        @Override
        public void send(Json message) throws IOException {
            if (message instanceof JsonObject object && !object.has("method")) {
                synchronized (this) {
                    held.add(object);
                }
            } else {
                sink.send(message);
            }
        }

        /// Returns the answers in the order of their requests, although the protocol allows any order.
        private synchronized JsonArray inOrder() {
            held.sort(Comparator.comparingInt(answer -> ids.indexOf(Json.of(answer.get("id")))));
            return new JsonArray(List.copyOf(held));
        }

        synchronized boolean isEmpty() {
            return held.isEmpty();
        }

        void sendAfter(List<PendingRequest> calls) {
            try {
                for (PendingRequest call : calls) {
                    call.await(NO_TIMEOUT);
                }
                if (!isEmpty()) {
                    sink.send(inOrder());
                }
            } catch (IOException | InterruptedException disconnected) {
                calls.forEach(PendingRequest::cancel);
            }
        }
    }

    private record PendingBatch(List<PendingRequest> calls, Thread sending) implements PendingRequest {
        @Override
        public boolean await(Duration timeout) throws InterruptedException {
            return sending.join(timeout);
        }

        @Override
        public void cancel() {
            calls.forEach(PendingRequest::cancel);
        }
    }
}
