package dev.aegis.espctl.control;

import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.SignalingEvent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The Server-Sent Events of one job. Reconnects with `Last-Event-ID` when the connection breaks or falls silent, so
/// that its reader sees every event once, in order.
public final class SignalingStream implements AutoCloseable {
    /// The server sends a comment every 10 s; three missed ones mean that nobody is there.
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST_RECONNECTS = 20;

    private final ControlClient control;
    private final String path;
    private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(256);
    private final AtomicReference<@Nullable InputStream> open = new AtomicReference<>();
    private final Thread reader;
    private volatile boolean closed;
    private volatile long lastHeard = System.nanoTime();
    private long lastId;

    private sealed interface Item {
        record Event(SignalingEvent event) implements Item {}

        record Broken(Failure failure) implements Item {}
    }

    SignalingStream(ControlClient control, String path) {
        this.control = control;
        this.path = path;
        this.reader = Thread.ofVirtual().name("signaling").start(this::read);
    }

    /// @return null when nothing came in time
    /// @throws Failure when the job's events cannot be had any more
    public @Nullable SignalingEvent next(Duration timeout) throws InterruptedException {
        Item item = items.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (item == null) {
            dropSilentConnection();
            return null;
        }
        return switch (item) {
            case Item.Event event -> event.event();
            case Item.Broken broken -> throw broken.failure();
        };
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
        drop();
    }

    private void read() {
        int reconnects = 0;
        while (!closed) {
            try {
                if (follow()) {
                    return;
                }
                reconnects++;
                if (reconnects > MOST_RECONNECTS) {
                    throw Unreachable.failure(
                            control.server(), new IOException("the event stream ends again and again"));
                }
                Thread.sleep(PAUSE);
            } catch (IOException broken) {
                reconnects++;
                if (!closed && !pauseOrGiveUp(reconnects, broken)) {
                    return;
                }
            } catch (InterruptedException stop) {
                return;
            } catch (Failure refused) {
                hand(new Item.Broken(refused));
                return;
            }
        }
    }

    private boolean pauseOrGiveUp(int reconnects, IOException broken) {
        try {
            if (reconnects > MOST_RECONNECTS) {
                hand(new Item.Broken(Unreachable.failure(control.server(), broken)));
                return false;
            }
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException stop) {
            return false;
        }
    }

    /// @return whether the job has ended
    private boolean follow() throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = control.openEvents(path, lastId);
        try (InputStream body = answer.body()) {
            open.set(body);
            if (answer.statusCode() != 200) {
                throw Problems.failure(control.server(), new WholeAnswer(answer, body.readNBytes(64 * 1024)));
            }
            lastHeard = System.nanoTime();
            EventLines lines = new EventLines(new BufferedInputStream(body), () -> lastHeard = System.nanoTime());
            for (EventLines.Event raw = lines.next(); raw != null; raw = lines.next()) {
                // News about the queue has no id: it is not kept, and so never sent twice.
                boolean kept = raw.id() > 0;
                if (kept && raw.id() <= lastId) {
                    continue;
                }
                SignalingEvent event = WireJson.read(raw.data(), SignalingEvent.class);
                lastId = kept ? raw.id() : lastId;
                hand(new Item.Event(event));
                if (event instanceof SignalingEvent.Ended) {
                    return true;
                }
            }
            return false;
        } catch (WireException broken) {
            throw Problems.notABuildServer(control.server(), "its event is " + broken.getMessage());
        } finally {
            open.set(null);
        }
    }

    private void hand(Item item) {
        try {
            while (!closed && !items.offer(item, 1, TimeUnit.SECONDS)) {
                lastHeard = System.nanoTime();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void dropSilentConnection() {
        if (System.nanoTime() - lastHeard > SILENCE.toNanos()) {
            lastHeard = System.nanoTime();
            drop();
        }
    }

    private void drop() {
        InputStream body = open.getAndSet(null);
        if (body != null) {
            try {
                body.close();
            } catch (IOException ignored) {
                // It is being thrown away.
            }
        }
    }
}
