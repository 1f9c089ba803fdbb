package dev.aegis.mcp.question;

import dev.aegis.mcp.call.Answer;
import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.call.Question;
import java.util.Map;

/// One way to ask a client that has declared that it can answer.
@FunctionalInterface
public interface Questions {
    /// Returns an answer for each question, under the same key.
    Map<String, Answer> ask(Map<String, Question> questions) throws ProtocolError, InterruptedException;
}
