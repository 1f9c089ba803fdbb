package dev.aegis.mcp.call;

import dev.aegis.mcp.json.Json;
import java.util.Map;
import java.util.Objects;

/// A running request: how its handler tells the client of progress, asks it things, and learns of cancellation.
public interface Call {
    Client client();

    /// Whether the client wants to hear of progress; it costs nothing to report it anyway.
    boolean wantsProgress();

    /// @param done grows with each report; one that does not is left out
    /// @param total the end of the scale, or 0 where it is not known
    void progress(double done, double total, String message);

    /// Tells the client something for its log; dropped where it asked for graver messages only.
    void log(LogLevel level, String logger, Json data);

    default boolean canAsk(Question question) {
        return question.isSupportedBy(client());
    }

    /// Asks the client. Before 2026-07-28 this waits for the answer. Since then a request is answered with the
    /// question, and **the handler runs again from its start** when the client comes back: ask before you act,
    /// under a key that is the same each time. In a task it always waits.
    ///
    /// @throws ProtocolError where the client has not declared that it can be asked this
    default Answer ask(String key, Question question) throws ProtocolError, InterruptedException {
        return Objects.requireNonNull(askAll(Map.of(key, question)).get(key));
    }

    /// Asks several things in one go.
    Map<String, Answer> askAll(Map<String, Question> questions) throws ProtocolError, InterruptedException;

    /// Answers the request now with a task, where the client can follow one and the tool supports it, and lets the
    /// handler go on behind it; else does nothing. What the handler returns becomes the task's result.
    void detach(String statusMessage) throws ProtocolError;

    /// Whether the client still wants the result. The handler's thread is interrupted as well.
    boolean isCanceled();

    /// Runs the action when the call is canceled, at once if it is already: for child processes and open sockets.
    void onCancel(Runnable action);
}
