package dev.aegis.mcp.engine;

import dev.aegis.mcp.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;

/// `subscriptions/listen`: a request whose answer is a stream of notices.
final class ListenMethod {
    private final Engine engine;
    private final Duration noticePause;

    ListenMethod(Engine engine, Duration noticePause) {
        this.engine = engine;
        this.noticePause = noticePause;
    }

    JsonObject listen(RunningCall call) throws Exception {
        JsonObject wanted = call.params().object("notifications");
        if (wanted.has("taskIds")) {
            TaskMethods.requireDeclared(call);
        }
        try (var notices = new NoticeBoard(call.outlet(), noticePause).hold()) {
            var listener = new Listener(call, wanted, notices);
            var followed = new ArrayList<String>();
            try {
                for (String uri : listener.uris()) {
                    engine.subscriptions().follow(uri);
                    followed.add(uri);
                }
                engine.subscriptions().add(listener);
                // Not before it listens, or a change made on seeing this would be missed; nor after the
                // first notice.
                call.outlet().send(listener.acknowledgment());
                notices.release();
                call.awaitEndOfStream();
            } finally {
                engine.subscriptions().remove(listener);
                followed.forEach(engine.subscriptions()::unfollow);
            }
        }
        return JsonObject.of("_meta", JsonObject.of(Listener.ID, call.request().id()));
    }
}
