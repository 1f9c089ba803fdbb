package dev.aegis.control.http;

import dev.aegis.control.http.EventSource.Piece;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/// The writer of one event stream. It needs no thread: at most one write is pending, and the next piece is pulled after
/// it completed.
final class EventStream extends IteratingCallback {
    private final Response response;
    private final Callback completion;
    private final EventSource source;
    private final AtomicBoolean over = new AtomicBoolean();
    private boolean lastWritten;

    private EventStream(Response response, Callback completion, EventSource source) {
        this.response = response;
        this.completion = completion;
        this.source = source;
    }

    static void start(Response response, Callback completion, EventSource source) {
        EventStream stream = new EventStream(response, completion, source);
        source.opened(stream::iterate);
        stream.iterate();
    }

    @Override
    protected Action process() {
        if (lastWritten) {
            return Action.SUCCEEDED;
        }
        return switch (source.next()) {
            case Piece.Nothing nothing -> Action.IDLE;
            case Piece.Text text -> write(text.text(), false);
            case Piece.Last last -> write(last.text(), true);
        };
    }

    private Action write(String text, boolean last) {
        lastWritten = last;
        ByteBuffer bytes =
                text.isEmpty() ? BufferUtil.EMPTY_BUFFER : ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        response.write(last, bytes, this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        if (over.compareAndSet(false, true)) {
            source.closed();
            completion.succeeded();
        }
    }

    // Without the failed completion Jetty would not close the connection's file descriptor.
    @Override
    protected void onCompleteFailure(Throwable cause) {
        if (over.compareAndSet(false, true)) {
            source.closed();
            completion.failed(cause);
        }
    }
}
