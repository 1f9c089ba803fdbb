package dev.aegis.mcp.http;

import dev.aegis.mcp.engine.Engine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The open sessions. Clients seldom end theirs, so the one that was not used for longest makes room
/// for a new one.
final class HttpSessions {
    private final Engine engine;
    private final Supplier<UUID> ids;
    private final int most;
    private final Map<String, HttpSession> sessions = new LinkedHashMap<>(16, 0.75f, true);

    HttpSessions(Engine engine, Supplier<UUID> ids, int most) {
        this.engine = engine;
        this.ids = ids;
        this.most = most;
    }

    HttpSession create() throws InterruptedException {
        var session = new HttpSession(ids.get().toString(), engine);
        HttpSession unused = null;
        synchronized (this) {
            if (sessions.size() >= most) {
                unused = sessions.remove(sessions.keySet().iterator().next());
            }
            sessions.put(session.id(), session);
        }
        if (unused != null) {
            unused.close();
        }
        return session;
    }

    /// The session that a request names.
    synchronized HttpSession require(@Nullable String id) throws Refusal {
        if (id == null) {
            throw Refusal.of(400, "Mcp-Session-Id is missing; send initialize first");
        }
        HttpSession session = sessions.get(id);
        if (session == null) {
            throw Refusal.of(404, "there is no such session; send initialize again");
        }
        return session;
    }

    void remove(HttpSession session) throws InterruptedException {
        synchronized (this) {
            sessions.remove(session.id());
        }
        session.close();
    }

    void closeAll() throws InterruptedException {
        List<HttpSession> all;
        synchronized (this) {
            all = List.copyOf(sessions.values());
            sessions.clear();
        }
        for (HttpSession session : all) {
            session.close();
        }
    }
}
