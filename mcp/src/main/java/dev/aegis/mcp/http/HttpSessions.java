package dev.aegis.mcp.http;

import dev.aegis.mcp.engine.Engine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The open sessions. Clients seldom close theirs, so a new session replaces the least recently used one.
final class HttpSessions {
    private final Engine engine;
    private final Supplier<UUID> ids;
    private final int maxSessions;
    private final Map<String, HttpSession> sessions = new LinkedHashMap<>(16, 0.75f, true);

    HttpSessions(Engine engine, Supplier<UUID> ids, int maxSessions) {
        this.engine = engine;
        this.ids = ids;
        this.maxSessions = maxSessions;
    }

    HttpSession create() throws InterruptedException {
        var session = new HttpSession(ids.get().toString(), engine);
        HttpSession unused = null;
        synchronized (this) {
            if (sessions.size() >= maxSessions) {
                unused = sessions.remove(sessions.keySet().iterator().next());
            }
            sessions.put(session.id(), session);
        }
        if (unused != null) {
            unused.close();
        }
        return session;
    }

    /// Returns the session that a request names.
    synchronized HttpSession require(@Nullable String id) throws HttpProblem {
        if (id == null) {
            throw HttpProblem.of(400, "Mcp-Session-Id is missing; send initialize first");
        }
        HttpSession session = sessions.get(id);
        if (session == null) {
            throw HttpProblem.of(404, "there is no such session; send initialize again");
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
