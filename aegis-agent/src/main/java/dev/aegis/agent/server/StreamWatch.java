package dev.aegis.agent.server;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Closes event streams that have been silent for longer than the build server's heartbeats allow, because a reader
/// of a dead connection would wait for ever.
final class StreamWatch implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(45);
    private static final Duration ROUND = Duration.ofSeconds(5);

    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final Thread rounds = Thread.ofVirtual().name("stream-watch").start(this::goRound);

    Watched over(InputStream stream) {
        Watched entry = new Watched(stream);
        watched.add(entry);
        return entry;
    }

    private void goRound() {
        try {
            while (true) {
                Thread.sleep(ROUND);
                long now = System.nanoTime();
                watched.stream()
                        .filter(entry -> now - entry.lastLife > SILENCE.toNanos())
                        .forEach(Watched::close);
            }
        } catch (InterruptedException stopped) {
            watched.forEach(Watched::close);
        }
    }

    @Override
    public void close() {
        rounds.interrupt();
    }

    final class Watched implements AutoCloseable {
        private final InputStream stream;
        private volatile long lastLife = System.nanoTime();

        private Watched(InputStream stream) {
            this.stream = stream;
        }

        void lives() {
            lastLife = System.nanoTime();
        }

        @Override
        public void close() {
            watched.remove(this);
            try {
                stream.close();
            } catch (IOException alreadyBroken) {
                // It is being given up.
            }
        }
    }
}
