package dev.aegis.mcp.engine;

import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.message.JsonRpc;
import dev.aegis.mcp.method.FaultLog;
import dev.aegis.mcp.method.Method;
import dev.aegis.mcp.question.InputRequired;
import dev.aegis.mcp.task.Task;
import java.io.IOException;

/// Runs calls and answers them: the only place that turns an exception of a handler into an answer.
final class CallRunner {
    private final RequestLimits limits;
    private final ResultMetadata metadata;
    private final FaultLog faults;

    CallRunner(RequestLimits limits, ResultMetadata metadata, FaultLog faults) {
        this.limits = limits;
        this.metadata = metadata;
        this.faults = faults;
    }

    /// Adds a call to the running ones.
    ///
    /// @param size bytes of the request
    void add(RunningCall call, long size) throws ProtocolError {
        if (!limits.tryAdd(size)) {
            throw new ProtocolError(
                    ProtocolError.INTERNAL_ERROR, "too many requests at one time; wait for some answers first", null);
        }
        if (!call.calls().add(call)) {
            limits.remove(size);
            throw ProtocolError.invalidRequest(
                    "id " + call.request().id() + " is in use by a request that is not answered yet");
        }
    }

    /// Runs a call to its end.
    ///
    /// @param size as in [#add]
    void run(RunningCall call, Method method, long size) {
        try {
            call.calls().reserveMemory(call);
            try {
                answer(call, method);
            } finally {
                call.calls().releaseMemory(call);
            }
        } catch (InterruptedException stopped) {
            refuse(call, new ProtocolError(ProtocolError.INTERNAL_ERROR, "the call was stopped", null));
        } finally {
            call.end();
            call.calls().finish(call);
            limits.remove(size);
        }
    }

    private void answer(RunningCall call, Method method) throws InterruptedException {
        try {
            succeed(call, method.serve(call));
        } catch (InputRequired questions) {
            succeed(call, questions.result());
        } catch (ProtocolError error) {
            refuse(call, forRevision(error, call.revision()));
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Throwable fault) {
            faults.report(call, fault);
            refuse(call, new ProtocolError(ProtocolError.INTERNAL_ERROR, "internal error: " + fault, null));
        }
    }

    private void succeed(RunningCall call, JsonObject result) {
        JsonObject full = metadata.addTo(result, call.request().method(), call.revision());
        Task task = call.task();
        if (task == null) {
            send(call, JsonRpc.response(call.request().id(), full));
        } else {
            task.complete(full);
        }
    }

    private static void refuse(RunningCall call, ProtocolError error) {
        Task task = call.task();
        if (task == null) {
            send(call, JsonRpc.error(call.request().id(), error));
        } else {
            task.fail(JsonRpc.errorBody(error));
        }
    }

    private static void send(RunningCall call, JsonObject message) {
        call.calls().release(call);
        try {
            call.answer(message);
        } catch (IOException disconnected) {
            call.cancel();
        }
    }

    private static ProtocolError forRevision(ProtocolError error, Revision revision) {
        return error.code() == ProtocolError.RESOURCE_NOT_FOUND && revision.isStateless()
                ? new ProtocolError(ProtocolError.INVALID_PARAMS, error.sentence(), error.data())
                : error;
    }
}
