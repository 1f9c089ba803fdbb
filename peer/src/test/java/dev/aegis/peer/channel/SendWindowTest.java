package dev.aegis.peer.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.Limits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SendWindowTest {
    private static final int PIECE = 64 * 1024;
    private static final int CAP = 8 * 1024 * 1024;

    private final ManualNanoTime clock = new ManualNanoTime();
    private final WindowBudget budget = new WindowBudget(64L * 1024 * 1024);

    private SendWindow window() {
        return new SendWindow(CAP, budget, clock);
    }

    private static void fill(SendWindow window, int bytes) throws InterruptedException {
        for (int taken = 0; taken < bytes; taken += PIECE) {
            assertTrue(window.take(PIECE));
        }
    }

    /// Keeps the window full for some round trips. Everything outstanding is consumed after each.
    private void runFull(SendWindow window, Duration roundTrip, int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            var now = window.stats();
            fill(window, (int) (now.window() - now.outstanding()));
            var blocked = blockedTake(window);
            clock.advance(roundTrip);
            assertTrue(window.credit(window.stats().sent()));
            assertTrue(blocked.get(10, TimeUnit.SECONDS));
        }
    }

    /// Starts a sender and returns when it waits for room.
    private static CompletableFuture<Boolean> blockedTake(SendWindow window) {
        var done = new CompletableFuture<Boolean>();
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                done.complete(window.take(PIECE));
            } catch (InterruptedException stopped) {
                done.completeExceptionally(stopped);
            }
        });
        while (thread.getState() != Thread.State.WAITING && !done.isDone()) {
            Thread.onSpinWait();
        }
        return done;
    }

    @Test
    void holdsSenderBackUntilCreditComes() throws Exception {
        SendWindow window = window();
        fill(window, Limits.SMALLEST_WINDOW_BYTES);
        var blocked = blockedTake(window);
        assertFalse(blocked.isDone());
        assertEquals(Limits.SMALLEST_WINDOW_BYTES, window.stats().outstanding());

        assertTrue(window.credit(PIECE));
        assertTrue(blocked.get(10, TimeUnit.SECONDS));
        assertEquals(Limits.SMALLEST_WINDOW_BYTES, window.stats().outstanding());
    }

    @Test
    void growsOnLongRoundTripUpToWhatPeerCanHold() throws Exception {
        SendWindow window = window();
        window.allow(2 * 1024 * 1024);
        window.roundTrip(Duration.ofMillis(500).toNanos());
        runFull(window, Duration.ofMillis(500), 8);
        assertEquals(2 * 1024 * 1024, window.stats().window());
    }

    @Test
    void growsNoFurtherThanOwnCap() throws Exception {
        SendWindow window = window();
        window.allow(Integer.MAX_VALUE);
        window.roundTrip(Duration.ofMillis(500).toNanos());
        runFull(window, Duration.ofMillis(500), 12);
        assertEquals(CAP, window.stats().window());
    }

    @Test
    void staysSmallWhenReceiverIsSlowAndPathIsShort() throws Exception {
        SendWindow window = window();
        window.allow(CAP);
        window.roundTrip(Duration.ofMillis(1).toNanos());
        runFull(window, Duration.ofSeconds(1), 8);
        assertEquals(Limits.SMALLEST_WINDOW_BYTES, window.stats().window());
    }

    @Test
    void staysSmallWhenSenderIsTheLimit() throws Exception {
        SendWindow window = window();
        window.allow(CAP);
        window.roundTrip(Duration.ofMillis(500).toNanos());
        for (int i = 0; i < 20; i++) {
            fill(window, Limits.SMALLEST_WINDOW_BYTES / 2);
            clock.advance(Duration.ofMillis(500));
            assertTrue(window.credit(window.stats().sent()));
        }
        assertEquals(Limits.SMALLEST_WINDOW_BYTES, window.stats().window());
    }

    @Test
    void growsOnlyWithinBudgetOfProgramAndGivesItBack() throws Exception {
        var small = new WindowBudget(Limits.SMALLEST_WINDOW_BYTES);
        SendWindow window = new SendWindow(CAP, small, clock);
        window.allow(CAP);
        window.roundTrip(Duration.ofMillis(500).toNanos());
        runFull(window, Duration.ofMillis(500), 6);
        assertEquals(2 * Limits.SMALLEST_WINDOW_BYTES, window.stats().window());
        assertEquals(0, small.left());
        window.end();
        assertEquals(Limits.SMALLEST_WINDOW_BYTES, small.left());
    }

    @Test
    void takesNothingFromBudgetAfterEnd() throws Exception {
        SendWindow window = window();
        window.allow(CAP);
        window.roundTrip(Duration.ofMillis(500).toNanos());
        long before = budget.left();
        fill(window, Limits.SMALLEST_WINDOW_BYTES);
        var blocked = blockedTake(window);
        clock.advance(Duration.ofMillis(500));
        window.end();
        assertFalse(blocked.get(10, TimeUnit.SECONDS));
        assertTrue(window.credit(window.stats().sent()));
        assertEquals(before, budget.left());
    }

    @Test
    void refusesCreditForMoreThanWasSent() throws Exception {
        SendWindow window = window();
        fill(window, PIECE);
        assertFalse(window.credit(PIECE + 1));
        assertFalse(window.credit(-1));
        assertTrue(window.credit(PIECE));
    }

    @Test
    void holdsBackManySmallFramesToo() throws Exception {
        SendWindow window = window();
        for (int i = 0; i < Limits.UNCREDITED_FRAMES; i++) {
            assertTrue(window.take(2));
        }
        var blocked = blockedTake(window);
        assertFalse(blocked.isDone());
        assertTrue(window.credit(2L * Limits.UNCREDITED_FRAMES));
        assertTrue(blocked.get(10, TimeUnit.SECONDS));
    }

    /// Keeps the window full and leaves the path idle after each round. Answers a ping that is due.
    private void runFullWithPings(SendWindow window, Duration roundTrip, Duration consumed, int rounds)
            throws Exception {
        for (int round = 0; round < rounds; round++) {
            var now = window.stats();
            fill(window, (int) (now.window() - now.outstanding()));
            if (window.takeMeasurementDue()) {
                window.roundTrip(roundTrip.toNanos());
            }
            var blocked = blockedTake(window);
            clock.advance(consumed);
            assertTrue(window.credit(window.stats().sent()));
            assertTrue(blocked.get(10, TimeUnit.SECONDS));
            clock.advance(consumed);
            assertTrue(window.credit(window.stats().sent()));
        }
    }

    private void runFullWithPings(SendWindow window, Duration roundTrip, int rounds) throws Exception {
        runFullWithPings(window, roundTrip, roundTrip, rounds);
    }

    @Test
    void growsAgainAfterPathBecameSlower() throws Exception {
        SendWindow window = window();
        window.allow(2 * 1024 * 1024);
        window.roundTrip(Duration.ofMillis(5).toNanos());
        runFullWithPings(window, Duration.ofMillis(300), 40);
        assertEquals(2 * 1024 * 1024, window.stats().window());
    }

    @Test
    void growsNoFurtherAfterPathBecameFasterAgain() throws Exception {
        SendWindow window = window();
        window.allow(CAP);
        window.roundTrip(Duration.ofMillis(5).toNanos());
        runFullWithPings(window, Duration.ofMillis(300), 20);
        int grown = window.stats().window();
        assertTrue(grown > Limits.SMALLEST_WINDOW_BYTES);
        window.roundTrip(Duration.ofMillis(5).toNanos());
        runFullWithPings(window, Duration.ofMillis(5), Duration.ofMillis(300), 60);
        assertEquals(grown, window.stats().window());
    }

    /// The estimate becomes stale here too, but a ping does not wait for the receiving application.
    @Test
    void staysSmallHoweverLongReceiverIsSlow() throws Exception {
        SendWindow window = window();
        window.allow(CAP);
        window.roundTrip(Duration.ofMillis(1).toNanos());
        runFullWithPings(window, Duration.ofMillis(1), Duration.ofSeconds(1), 60);
        assertEquals(Limits.SMALLEST_WINDOW_BYTES, window.stats().window());
    }

    @Test
    void sendsOnWhenPathDoesNotDrainForMeasurement() throws Exception {
        SendWindow window = window();
        window.allow(CAP);
        window.roundTrip(Duration.ofMillis(5).toNanos());
        fill(window, Limits.SMALLEST_WINDOW_BYTES);
        var blocked = blockedTake(window);
        clock.advance(Duration.ofSeconds(11));
        assertTrue(window.credit(Limits.SMALLEST_WINDOW_BYTES));
        assertTrue(blocked.get(10, TimeUnit.SECONDS));
        assertTrue(window.take(PIECE));
        assertFalse(window.takeMeasurementDue());
        assertEquals(2 * PIECE, window.stats().outstanding());
    }

    @Test
    void measuresRoundTripByCredits() throws Exception {
        SendWindow window = window();
        fill(window, PIECE);
        clock.advance(Duration.ofMillis(30));
        assertTrue(window.credit(PIECE));
        assertEquals(Duration.ofMillis(30).toNanos(), window.stats().roundTripNanos());
    }

    @Test
    void releasesSenderWhenChannelEnds() throws Exception {
        SendWindow window = window();
        fill(window, Limits.SMALLEST_WINDOW_BYTES);
        var blocked = blockedTake(window);
        window.end();
        assertFalse(blocked.get(10, TimeUnit.SECONDS));
    }
}
