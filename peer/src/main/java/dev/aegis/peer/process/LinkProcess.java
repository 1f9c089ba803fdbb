package dev.aegis.peer.process;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.channel.FrameLinkEvents;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// One running link process and the links in it.
final class LinkProcess {
    private static final int END_SECONDS = 3;

    private final Process process;
    private final Pipe pipe;
    private final ChildOutput output;
    private final Runnable onIdle;
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicBoolean dead = new AtomicBoolean();
    private final AtomicBoolean retired = new AtomicBoolean();
    private final Map<Integer, ProxyLink> links = new ConcurrentHashMap<>();

    /// @param onIdle called when the last link is gone
    LinkProcess(Process process, Pipe pipe, ChildOutput output, Runnable onIdle) {
        this.process = process;
        this.pipe = pipe;
        this.output = output;
        this.onIdle = onIdle;
    }

    /// Reads what the process says, on a platform thread: one that waits for a carrier would hold
    /// up every link.
    void start() {
        Thread.ofPlatform().daemon().name("link-process-reader").start(this::readUntilGone);
    }

    private void readUntilGone() {
        try {
            while (true) {
                hear(pipe.receive());
            }
        } catch (IOException | RuntimeException gone) {
            dead.set(true);
            LinkException reason = whyGone();
            links.values().forEach(link -> link.died(reason));
        }
    }

    private void hear(PipeMessage news) {
        if (news instanceof PipeMessage.Frame) {
            frames.incrementAndGet();
        }
        ProxyLink link = links.get(news.link());
        if (link != null) {
            link.hear(news);
        }
    }

    private LinkException whyGone() {
        end();
        String tail = output.tail();
        return new LinkException(
                "link_process_died",
                "the process that carried the connection died with status " + status()
                        + (tail.isEmpty() ? "" : " (" + tail + ")") + "; connect again");
    }

    private String status() {
        return process.isAlive() ? "unknown" : Integer.toString(process.exitValue());
    }

    ProxyLink open(LinkSettings settings, FrameLinkEvents events) {
        int number = numbers.incrementAndGet();
        var link = new ProxyLink(number, this, events);
        links.put(number, link);
        if (dead.get()) {
            link.died(new LinkException("link_process_died", "the process that carries connections just died"));
        }
        tell(new PipeMessage.Open(number, settings));
        return link;
    }

    /// When the process is gone, the thread that reads from it tells every link.
    void tell(PipeMessage message) {
        try {
            pipe.send(message);
        } catch (IOException gone) {
            dead.set(true);
        }
    }

    void forget(int number) {
        if (links.remove(number) != null && links.isEmpty()) {
            onIdle.run();
        }
    }

    boolean isAlive() {
        return !dead.get() && process.isAlive();
    }

    boolean isIdle() {
        return links.isEmpty();
    }

    int opened() {
        return numbers.get();
    }

    long receivedFrames() {
        return frames.get();
    }

    long pid() {
        return process.pid();
    }

    /// Some link in it does not end: it gets no new ones.
    void retire() {
        retired.set(true);
    }

    boolean isRetired() {
        return retired.get();
    }

    /// The process ends by itself when the pipe is closed; one that does not is killed.
    void end() {
        dead.set(true);
        try {
            pipe.close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException unclosed) {
            process.destroyForcibly();
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
