package dev.aegis.peer.webrtc;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Limits;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelInit;
import dev.onvoid.webrtc.RTCPeerConnection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// The data channels of one connection.
final class LinkChannels {
    /// Poll interval of a full channel: the library's event for it never comes in 0.14.0.
    private static final long POLL_NANOS = 300_000;

    private static final long CLOSE_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MAX_REJECTED = 64;

    private final LinkSettings settings;
    private final LinkEventLoop loop;
    private final ReentrantLock lock;
    private final Map<ChannelName, NativeChannel> channels = new ConcurrentHashMap<>();
    private final AtomicInteger rejected = new AtomicInteger();
    private final AtomicLong received = new AtomicLong();
    private volatile boolean forgotten;

    /// @param lock held during every call into the library, except inside its callbacks
    LinkChannels(LinkSettings settings, LinkEventLoop loop, ReentrantLock lock) {
        this.settings = settings;
        this.loop = loop;
        this.lock = lock;
    }

    /// Creates the channels of the offering side, reliable and ordered.
    void create(RTCPeerConnection connection) {
        for (ChannelName name : settings.channels()) {
            adopt(name, connection.createDataChannel(name.wire(), new RTCDataChannelInit()));
        }
    }

    /// Adds a channel that the other side opened. Closes it at once when it is not in the settings, is
    /// there already, or is not reliable and ordered. Called inside a callback.
    void arrived(RTCDataChannel channel) {
        Optional<ChannelName> name = ChannelName.find(channel.getLabel())
                .filter(settings.channels()::contains)
                .filter(known -> !channels.containsKey(known));
        if (name.isEmpty() || !channel.isReliable() || !channel.isOrdered()) {
            channel.close();
            if (rejected.incrementAndGet() > MAX_REJECTED) {
                loop.fail("too_many_channels", "the other side opened " + rejected + " channels that are not allowed");
            }
            return;
        }
        adopt(name.get(), channel).run();
    }

    /// @return a check of the channel's state
    private Runnable adopt(ChannelName name, RTCDataChannel raw) {
        var channel = new NativeChannel(raw);
        channels.put(name, channel);
        Runnable stateChanged = () -> stateChanged(name, channel);
        channel.observe(frame -> frameArrived(name, frame), stateChanged);
        return stateChanged;
    }

    private void stateChanged(ChannelName name, NativeChannel channel) {
        if (forgotten) {
            return;
        }
        if (channel.isOpen()) {
            loop.channelOpened(name);
        } else if (channel.isClosed()) {
            loop.channelClosed(name);
        }
    }

    private void frameArrived(ChannelName name, byte[] frame) {
        received.incrementAndGet();
        if (frame.length > Limits.FRAME_BYTES) {
            loop.fail("frame_too_large", "the other side sent a frame of " + frame.length + " bytes");
            return;
        }
        loop.frame(name, frame);
    }

    void send(ChannelName name, byte[] frame) throws LinkException, InterruptedException {
        if (frame.length > Limits.FRAME_BYTES) {
            throw new LinkException(
                    "frame_too_large",
                    "a frame of " + frame.length + " bytes is over the limit of " + Limits.FRAME_BYTES);
        }
        boolean waiting = false;
        while (!sendIfRoom(name, frame, waiting)) {
            waiting = true;
            LockSupport.parkNanos(this, POLL_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private boolean sendIfRoom(ChannelName name, byte[] frame, boolean waiting)
            throws LinkException, InterruptedException {
        lock.lockInterruptibly();
        try {
            NativeChannel channel = channels.get(name);
            if (forgotten || channel == null || !channel.isOpen()) {
                throw new LinkException("channel_closed", "channel " + name.wire() + " is closed");
            }
            if (!channel.hasRoom(waiting)) {
                return false;
            }
            transmit(channel, frame);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static void transmit(NativeChannel channel, byte[] frame) throws LinkException {
        try {
            channel.send(frame);
        } catch (Exception | Error failed) {
            throw new LinkException("channel_closed", "the WebRTC library could not send: " + failed, failed);
        }
    }

    boolean offer(ChannelName name, byte[] frame) {
        lock.lock();
        try {
            NativeChannel channel = channels.get(name);
            if (forgotten || channel == null || !channel.isOpen() || !channel.hasRoomForSmall()) {
                return false;
            }
            transmit(channel, frame);
            return true;
        } catch (LinkException closed) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    void close(ChannelName name) {
        lock.lock();
        try {
            NativeChannel channel = channels.get(name);
            if (!forgotten && channel != null) {
                channel.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Closes all channels and waits up to a second for their queues: a closing channel sends what is
    /// queued, a closing connection discards it.
    ///
    /// @param flush whether the other side can still receive
    void closeAll(boolean flush) {
        channels.keySet().forEach(this::close);
        long end = System.nanoTime() + CLOSE_TIMEOUT_NANOS;
        while (flush && !areAllClosed() && System.nanoTime() < end) {
            LockSupport.parkNanos(this, POLL_NANOS);
        }
    }

    private boolean areAllClosed() {
        lock.lock();
        try {
            return forgotten || channels.values().stream().allMatch(NativeChannel::isClosed);
        } finally {
            lock.unlock();
        }
    }

    /// Unregisters the observers. Called under the lock, before the connection is closed.
    void forget() {
        forgotten = true;
        channels.values().forEach(NativeChannel::forget);
    }

    long receivedFrames() {
        return received.get();
    }
}
