package dev.aegis.peer.channel;

import dev.aegis.peer.LinkException;
import dev.aegis.protocol.ChannelName;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The state of each channel of a link: open, accepted or closed. `LinkState` seals or ends the
/// table when the link ends.
final class ChannelTable {
    private final List<ChannelName> allowed;
    private final Duration lateChannel;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<ChannelName, FlowControlledChannel> channels = new EnumMap<>(ChannelName.class);
    private final Set<ChannelName> closed = EnumSet.noneOf(ChannelName.class);

    private boolean offers;
    private boolean sealed;
    private boolean ended;
    private long firstOpened;

    ChannelTable(List<ChannelName> allowed, Duration lateChannel, LongSupplier nanoTime) {
        this.allowed = allowed;
        this.lateChannel = lateChannel;
        this.nanoTime = nanoTime;
    }

    /// Records that this side offers.
    void offers() {
        lock.lock();
        try {
            offers = true;
        } finally {
            lock.unlock();
        }
    }

    /// @return false when the channel is not added: its name is or was in use, or the table is sealed
    boolean add(FlowControlledChannel channel) {
        lock.lock();
        try {
            if (sealed || channels.containsKey(channel.name()) || closed.contains(channel.name())) {
                return false;
            }
            if (channels.isEmpty()) {
                firstOpened = nanoTime.getAsLong();
            }
            channels.put(channel.name(), channel);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Passes a frame to its channel, outside the lock because the frame may end the link. Drops a frame
    /// for a channel that has ended.
    void arrived(ChannelName name, byte[] frame) {
        FlowControlledChannel channel = live(name);
        if (channel == null) {
            return;
        }
        boolean first = !channel.isEstablished();
        channel.arrived(frame);
        if (first) {
            signal();
        }
    }

    private @Nullable FlowControlledChannel live(ChannelName name) {
        lock.lock();
        try {
            return ended || closed.contains(name) ? null : channels.get(name);
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void closed(ChannelName name) {
        lock.lock();
        try {
            closed.add(name);
            FlowControlledChannel channel = channels.get(name);
            if (channel != null) {
                channel.end();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Lets no further channel in and ends every wait for one. Open channels stay open.
    void seal() {
        lock.lock();
        try {
            sealed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Seals the table and ends every channel.
    void end() {
        lock.lock();
        try {
            sealed = true;
            ended = true;
            channels.values().forEach(FlowControlledChannel::end);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until it is decided which channels exist.
    ///
    /// @param end the deadline, in nanoseconds of the clock
    /// @return false when the deadline passed first
    boolean awaitDecided(long end) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!sealed && !isDecided()) {
                long left = end - nanoTime.getAsLong();
                if (left <= 0) {
                    return false;
                }
                long late = untilLate();
                changed.awaitNanos(late > 0 ? Math.min(left, late) : left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// The offering side created the channels, so each is accepted or closed in the end. The answering
    /// side does not know which of the allowed ones the other side creates, so it waits for
    /// `lateChannel` after the first.
    private boolean isDecided() {
        boolean all = allowed.stream().allMatch(name -> isEstablished(name) || closed.contains(name));
        return all || (!offers && allowed.stream().anyMatch(this::isEstablished) && untilLate() <= 0);
    }

    /// The offering side's channel opens before the other side has accepted it; the first frame shows
    /// that it did.
    private boolean isEstablished(ChannelName name) {
        FlowControlledChannel channel = channels.get(name);
        return channel != null && (!offers || channel.isEstablished());
    }

    private long untilLate() {
        return offers || channels.isEmpty()
                ? Long.MAX_VALUE
                : firstOpened + lateChannel.toNanos() - nanoTime.getAsLong();
    }

    /// Waits until this channel is accepted or closed, or until the table is sealed.
    void await(ChannelName name) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!sealed && !closed.contains(name) && !isEstablished(name)) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed(ChannelName name) {
        lock.lock();
        try {
            return closed.contains(name);
        } finally {
            lock.unlock();
        }
    }

    FlowControlledChannel accepted(ChannelName name) throws LinkException {
        lock.lock();
        try {
            FlowControlledChannel channel = channels.get(name);
            if (channel == null || !isEstablished(name)) {
                throw new LinkException("channel_not_open", "channel " + name.wire() + " is not open");
            }
            return channel;
        } finally {
            lock.unlock();
        }
    }

    LinkException whyClosed(ChannelName name) {
        lock.lock();
        try {
            return isEstablished(name)
                    ? new LinkException("channel_closed", "channel " + name.wire() + " was closed")
                    : rejected(name);
        } finally {
            lock.unlock();
        }
    }

    private static LinkException rejected(ChannelName name) {
        return new LinkException(
                "channel_rejected",
                "channel " + name.wire() + " was rejected: not in this permission's allowed_channels;"
                        + " ask for a permission that lists " + name.wire());
    }

    List<FlowControlledChannel> open() {
        lock.lock();
        try {
            return channels.values().stream()
                    .filter(channel -> !closed.contains(channel.name()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }
}
