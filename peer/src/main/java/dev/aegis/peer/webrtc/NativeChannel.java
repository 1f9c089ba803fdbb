package dev.aegis.peer.webrtc;

import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelObserver;
import dev.onvoid.webrtc.RTCDataChannelState;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// One data channel of the library. Its callers hold the link's lock, and see that it is not used
/// after the connection is closed.
final class NativeChannel {
    /// Beyond 16 MiB queued the library closes the channel without a word; long queues only delay
    /// credits.
    static final int HIGH_MARK = 512 * 1024;

    static final int LOW_MARK = HIGH_MARK / 4;

    private static final int OFFER_MARK = 2 * HIGH_MARK;

    private final RTCDataChannel channel;

    /// Never less than what the library has queued: asking it is a call across threads.
    private long queuedAtMost;

    NativeChannel(RTCDataChannel channel) {
        this.channel = channel;
    }

    /// @param frames gets a copy of each binary frame; the library's buffer dies with the callback
    /// @param stateChanged called on each change
    void observe(Consumer<byte[]> frames, Runnable stateChanged) {
        channel.registerObserver(new RTCDataChannelObserver() {
            @Override
            public void onBufferedAmountChange(long previousAmount) {
                // never called in 0.14.0, so the amount is polled
            }

            @Override
            public void onStateChange() {
                CallbackGuard.run(stateChanged);
            }

            @Override
            public void onMessage(RTCDataChannelBuffer buffer) {
                CallbackGuard.run(() -> frames.accept(copy(buffer.data)));
            }
        });
    }

    private static byte[] copy(ByteBuffer lent) {
        byte[] frame = new byte[lent.remaining()];
        lent.get(frame);
        return frame;
    }

    boolean isOpen() {
        return channel.getState() == RTCDataChannelState.OPEN;
    }

    boolean isClosed() {
        return channel.getState() == RTCDataChannelState.CLOSED;
    }

    /// Whether a frame may be queued now. Once the high mark is passed, not before the low mark is
    /// reached.
    boolean hasRoom(boolean waiting) {
        if (waiting || queuedAtMost > HIGH_MARK) {
            queuedAtMost = channel.getBufferedAmount();
        }
        return queuedAtMost <= (waiting ? LOW_MARK : HIGH_MARK);
    }

    boolean hasRoomForSmall() {
        if (queuedAtMost > OFFER_MARK) {
            queuedAtMost = channel.getBufferedAmount();
        }
        return queuedAtMost <= OFFER_MARK;
    }

    /// The library ignores a buffer's position and limit and sends its whole array, so the array is
    /// the frame.
    void send(byte[] frame) throws Exception {
        queuedAtMost += frame.length;
        channel.send(new RTCDataChannelBuffer(ByteBuffer.wrap(frame), true));
    }

    void close() {
        channel.close();
    }

    void forget() {
        channel.unregisterObserver();
    }
}
