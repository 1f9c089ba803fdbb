package dev.aegis.peer.process;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.channel.FrameEngine;
import dev.aegis.peer.channel.FrameLink;
import dev.aegis.peer.channel.FrameLinkEvents;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Opens links in the current link process, and starts the next process when that one has died or is
/// due for recycling.
final class LinkProcessFrameEngine implements FrameEngine {
    private final LinkProcessOptions options;
    private final LinkProcessStarter starter;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable LinkProcess current;
    private boolean closed;

    LinkProcessFrameEngine(LinkProcessOptions options) {
        this.options = options;
        starter = new LinkProcessStarter(options);
    }

    @Override
    public FrameLink open(LinkSettings settings, FrameLinkEvents events) throws LinkException {
        lock.lock();
        try {
            return process().open(settings, events);
        } finally {
            lock.unlock();
        }
    }

    void prepare() throws LinkException {
        lock.lock();
        try {
            process();
        } finally {
            lock.unlock();
        }
    }

    private LinkProcess process() throws LinkException {
        if (closed) {
            throw new LinkException("link_closed", "the engine is closed");
        }
        LinkProcess running = current;
        if (running == null || !running.isAlive()) {
            running = starter.start(this::endIfDue);
            current = running;
        }
        return running;
    }

    private void endIfDue() {
        LinkProcess due = null;
        lock.lock();
        try {
            LinkProcess running = current;
            if (running != null && running.isIdle() && isDueForRecycling(running)) {
                due = running;
                current = null;
            }
        } finally {
            lock.unlock();
        }
        if (due != null) {
            due.end();
            prepareNext();
        }
    }

    /// Starts the next process while no caller waits for it.
    private void prepareNext() {
        try {
            prepare();
        } catch (LinkException later) {
            // The next open tries again and reports the reason.
        }
    }

    private boolean isDueForRecycling(LinkProcess running) {
        return running.isRetired()
                || running.opened() >= options.recycleAfterLinks()
                || running.receivedFrames() >= options.recycleAfterFrames();
    }

    OptionalLong pid() {
        lock.lock();
        try {
            return current == null || !current.isAlive() ? OptionalLong.empty() : OptionalLong.of(current.pid());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        LinkProcess last;
        lock.lock();
        try {
            closed = true;
            last = current;
            current = null;
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.end();
        }
    }
}
