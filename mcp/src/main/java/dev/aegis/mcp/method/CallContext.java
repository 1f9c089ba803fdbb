package dev.aegis.mcp.method;

import dev.aegis.mcp.call.Call;
import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.message.Message;
import dev.aegis.mcp.message.MessageSink;
import dev.aegis.mcp.tool.TaskSupport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A running call as a [Method] sees it.
public interface CallContext extends Call {
    Message.Request request();

    default JsonObject params() {
        return request().params();
    }

    /// The revision that the request is served under.
    default Revision revision() {
        return client().revision();
    }

    /// Where the answer goes, and the messages that belong to it.
    MessageSink sink();

    ClientConnection connection();

    /// Sets whether a handler may turn this call into a task.
    void allowTask(TaskSupport support);

    /// Answers the request with a task; the result of this call becomes the result of the task.
    ///
    /// @param timeToLive the time that the client asks for; null for the longest
    void becomeTask(String statusMessage, @Nullable Duration timeToLive) throws ProtocolError;

    /// Waits until the server closes the stream that answers this request. A client's cancellation interrupts it.
    void awaitEndOfStream() throws InterruptedException;
}
