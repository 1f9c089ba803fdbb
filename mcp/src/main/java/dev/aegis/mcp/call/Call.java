package dev.aegis.mcp.call;

import dev.aegis.mcp.json.Json;
import java.util.Map;
import java.util.Objects;

/// A running request as its handler sees it: progress, log messages, questions and cancellation.
public interface Call {
    Client client();

    /// Returns whether the client asked for progress. Reporting it anyway is harmless.
    boolean wantsProgress();

    /// Reports progress.
    ///
    /// @param done grows with each report; a report that does not is ignored
    /// @param total the value of `done` at the end, or 0 if it is unknown
    void progress(double done, double total, String message);

    /// Sends a message for the client's log. It is dropped if the client asked for higher levels only.
    void log(LogLevel level, String logger, Json data);

    default boolean canAsk(Question question) {
        return question.isSupportedBy(client());
    }

    /// Asks the client. Before 2026-07-28 this waits for the answer. Since then a request is answered with the
    /// question, and **the handler runs again from its start** when the client sends the answer: ask before any
    /// side effect, with the same key each time. In a task this always waits.
    ///
    /// @throws ProtocolError if the client does not declare that it can answer such a question
    default Answer ask(String key, Question question) throws ProtocolError, InterruptedException {
        return Objects.requireNonNull(askAll(Map.of(key, question)).get(key));
    }

    /// Asks several questions at once.
    Map<String, Answer> askAll(Map<String, Question> questions) throws ProtocolError, InterruptedException;

    /// Answers the request now with a task, if the client and the tool support tasks; else does nothing. The
    /// handler continues, and its result becomes the task's result.
    void detach(String statusMessage) throws ProtocolError;

    /// Returns whether the call was canceled. A cancellation also interrupts the handler's thread.
    boolean isCanceled();

    /// Runs the action when the call is canceled, or at once if it was canceled already. For child processes and
    /// open sockets.
    void onCancel(Runnable action);
}
