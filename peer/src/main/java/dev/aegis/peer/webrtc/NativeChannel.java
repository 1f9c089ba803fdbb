package dev.aegis.peer.webrtc;

import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelObserver;
import dev.onvoid.webrtc.RTCDataChannelState;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/// One data channel of the library. Callers hold the link's lock and do not use it after the connection is
/// closed.
final class NativeChannel {
    /// Queued bytes at which sending stops. Beyond 16 MiB the library closes the channel without an error,
    /// and a long queue delays credits.
    static final int HIGH_MARK = 512 * 1024;

    static final int LOW_MARK = HIGH_MARK / 4;

    private static final int OFFER_MARK = 2 * HIGH_MARK;

    private final RTCDataChannel channel;

    /// An upper bound of the queued bytes, because asking the library is a call across threads.
    private long queuedAtMost;

    NativeChannel(RTCDataChannel channel) {
        this.channel = channel;
    }

    /// @param frames gets a copy of each binary frame, because the library's buffer is valid only in the
    /// callback
    /// @param stateChanged called on each change
    void observe(Consumer<byte[]> frames, Runnable stateChanged) {
        channel.registerObserver(new RTCDataChannelObserver() {
            @Override
            public void onBufferedAmountChange(long previousAmount) {
                // Never called in 0.14.0, so the amount is polled.
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

    /// Whether a frame may be queued now.
    ///
    /// @param waiting whether the sender waits for the low mark, after the high mark was passed
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

    /// Sends the whole array, because the library ignores a buffer's position and limit.
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
