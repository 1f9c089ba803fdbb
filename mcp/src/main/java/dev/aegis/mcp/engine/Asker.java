package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.Answer;
import dev.aegis.mcp.catalog.ProtocolError;
import dev.aegis.mcp.catalog.Question;
import java.util.Map;

/// One way to get answers out of a client that has declared it can give them.
@FunctionalInterface
interface Asker {
    Map<String, Answer> ask(Map<String, Question> questions) throws ProtocolError, InterruptedException;
}
