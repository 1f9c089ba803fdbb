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

    /// @param onIdle called when the last link is closed
    LinkProcess(Process process, Pipe pipe, ChildOutput output, Runnable onIdle) {
        this.process = process;
        this.pipe = pipe;
        this.output = output;
        this.onIdle = onIdle;
    }

    /// Starts the reader on a platform thread. A virtual thread that waits for a carrier would delay
    /// every link.
    void start() {
        Thread.ofPlatform().daemon().name("link-process-reader").start(this::readUntilGone);
    }

    private void readUntilGone() {
        try {
            while (true) {
                dispatch(pipe.receive());
            }
        } catch (IOException | RuntimeException gone) {
            dead.set(true);
            LinkException reason = whyGone();
            links.values().forEach(link -> link.died(reason));
        }
    }

    private void dispatch(PipeMessage message) {
        if (message instanceof PipeMessage.Frame) {
            frames.incrementAndGet();
        }
        ProxyLink link = links.get(message.link());
        if (link != null) {
            link.handle(message);
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
            link.died(new LinkException("link_process_died", "the process that carries connections has died"));
        }
        send(new PipeMessage.Open(number, settings));
        return link;
    }

    /// Sends a message. Ignores a dead process, because the reader thread ends its links.
    void send(PipeMessage message) {
        try {
            pipe.send(message);
        } catch (IOException gone) {
            dead.set(true);
        }
    }

    void remove(int number) {
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

    /// Lets the process open no further links, because one of its links does not close.
    void retire() {
        retired.set(true);
    }

    boolean isRetired() {
        return retired.get();
    }

    /// Closes the pipe, upon which the process exits, and kills it after 3 seconds.
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
