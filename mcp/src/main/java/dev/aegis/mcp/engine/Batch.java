package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.ProtocolError;
import dev.aegis.mcp.catalog.Revision;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonArray;
import dev.aegis.mcp.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Several messages in one array, as the revisions before 2025-06-18 had them: their answers come in
/// one array too.
public final class Batch {
    private static final int MOST = 100;
    private static final Duration NO_END = Duration.ofDays(365);

    private Batch() {}

    /// Takes in whatever one line or one request body held. Where that is several requests, their array
    /// of answers follows by itself.
    public static Optional<Ongoing> accept(Connection connection, Json json, long size, Outlet outlet)
            throws IOException {
        if (!(json instanceof JsonArray batch)) {
            return connection.accept(Message.of(json), size, outlet);
        }
        Optional<String> refusal = refusal(connection, batch);
        if (refusal.isPresent()) {
            outlet.send(Replies.error(Json.Nothing.NULL, ProtocolError.INVALID_REQUEST, refusal.get()));
            return Optional.empty();
        }
        return several(connection, batch, size, outlet);
    }

    private static Optional<String> refusal(Connection connection, JsonArray batch) {
        if (!connection.revision().map(Revision::hasBatches).orElse(false)) {
            return Optional.of("several messages in one array ended with revision 2025-06-18; send them one by one");
        }
        if (batch.items().isEmpty() || batch.items().size() > MOST) {
            return Optional.of("an array holds 1 to " + MOST + " messages, not "
                    + batch.items().size());
        }
        return Optional.empty();
    }

    private static Optional<Ongoing> several(Connection connection, JsonArray batch, long size, Outlet outlet)
            throws IOException {
        var answers = new Answers(outlet, batch);
        var calls = new ArrayList<Ongoing>();
        long share = size / batch.items().size();
        for (Json json : batch.items()) {
            connection.accept(Message.of(json), share, answers).ifPresent(calls::add);
        }
        if (calls.isEmpty() && answers.isEmpty()) {
            return Optional.empty();
        }
        var sending = Thread.ofVirtual().name("mcp-batch").start(() -> answers.sendAfter(calls));
        return Optional.of(new Whole(calls, sending));
    }

    /// Holds answers back until all are there; everything else passes.
    private static final class Answers implements Outlet {
        private final Outlet outlet;
        private final List<Json> ids;
        private final List<JsonObject> held = new ArrayList<>();

        Answers(Outlet outlet, JsonArray batch) {
            this.outlet = outlet;
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
                outlet.send(message);
            }
        }

        /// As the requests came; the protocol leaves it open.
        private synchronized JsonArray inOrder() {
            held.sort(Comparator.comparingInt(answer -> ids.indexOf(Json.of(answer.get("id")))));
            return new JsonArray(List.copyOf(held));
        }

        synchronized boolean isEmpty() {
            return held.isEmpty();
        }

        void sendAfter(List<Ongoing> calls) {
            try {
                for (Ongoing call : calls) {
                    call.await(NO_END);
                }
                if (!isEmpty()) {
                    outlet.send(inOrder());
                }
            } catch (IOException | InterruptedException gone) {
                calls.forEach(Ongoing::cancel);
            }
        }
    }

    private record Whole(List<Ongoing> calls, Thread sending) implements Ongoing {
        @Override
        public boolean await(Duration patience) throws InterruptedException {
            return sending.join(patience);
        }

        @Override
        public void cancel() {
            calls.forEach(Ongoing::cancel);
        }
    }
}
