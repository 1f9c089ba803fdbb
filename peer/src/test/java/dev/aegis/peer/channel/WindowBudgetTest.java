package dev.aegis.peer.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// The window budget is back at its start when all channels have ended, after any sequence of events.
class WindowBudgetTest {
    private static final int CAP = 8 * 1024 * 1024;
    private static final long START = 16L * 1024 * 1024;
    private static final int FRAME = 60 * 1024;
    private static final int WINDOWS = 4;

    private final ManualNanoTime clock = new ManualNanoTime();
    private final WindowBudget budget = new WindowBudget(START);
    private final List<SendWindow> windows = new ArrayList<>();

    private void openWindows() {
        for (int i = 0; i < WINDOWS; i++) {
            SendWindow window = new SendWindow(CAP, budget, clock);
            window.allow(CAP);
            window.roundTrip(Duration.ofMillis(100).toNanos());
            windows.add(window);
        }
    }

    @RepeatedTest(40)
    void returnsToItsStartAfterAnySequenceOfEvents(RepetitionInfo repetition) throws Exception {
        var random = new Random(repetition.getCurrentRepetition());
        openWindows();
        for (int step = 0; step < 150; step++) {
            happen(windows.get(random.nextInt(WINDOWS)), random);
            assertTrue(budget.left() >= 0);
        }
        windows.forEach(SendWindow::end);
        windows.forEach(window -> window.credit(window.stats().sent()));
        assertEquals(START, budget.left());
    }

    private void happen(SendWindow window, Random random) throws InterruptedException {
        switch (random.nextInt(100)) {
            case 0, 1 -> window.end();
            case 2 -> window.allow(random.nextInt(2 * CAP));
            case 3 -> window.roundTrip(random.nextLong(1_000_000_000L));
            default -> fillAndCredit(window, random);
        }
    }

    /// Fills the window, blocks one sender, and credits everything.
    private void fillAndCredit(SendWindow window, Random random) throws InterruptedException {
        SendWindow.Stats before = window.stats();
        long room = before.window() - before.outstanding();
        while (room > 0 && window.take((int) Math.min(FRAME, room))) {
            room -= FRAME;
        }
        Thread sender = Thread.ofPlatform().daemon().start(() -> takeOne(window));
        while (sender.getState() != Thread.State.WAITING && sender.isAlive()) {
            Thread.onSpinWait();
        }
        clock.advance(Duration.ofMillis(random.nextInt(200)));
        if (random.nextInt(20) == 0) {
            window.end();
        }
        assertTrue(window.credit(window.stats().sent()));
        sender.join();
    }

    private static void takeOne(SendWindow window) {
        try {
            window.take(FRAME);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @RepeatedTest(50)
    void returnsToItsStartWhenChannelsEndWhileTheyAreUsed(RepetitionInfo repetition) throws Exception {
        var random = new Random(repetition.getCurrentRepetition());
        openWindows();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> done = new ArrayList<>();
            for (SendWindow window : windows) {
                var toEnd = new CountDownLatch(random.nextInt(500));
                done.add(threads.submit(() -> sendUntilEnd(window, toEnd)));
                done.add(threads.submit(() -> creditPastEnd(window)));
                done.add(threads.submit(() -> {
                    toEnd.await();
                    window.end();
                    return null;
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
        assertEquals(START, budget.left());
    }

    private static Void sendUntilEnd(SendWindow window, CountDownLatch toEnd) throws InterruptedException {
        while (window.take(FRAME)) {
            toEnd.countDown();
        }
        return null;
    }

    /// Credits that were on their way arrive after the end too.
    private Void creditPastEnd(SendWindow window) {
        int afterEnd = 0;
        while (afterEnd < 10) {
            clock.advance(Duration.ofMillis(1));
            assertTrue(window.credit(window.stats().sent()));
            afterEnd += window.isEnded() ? 1 : 0;
            Thread.onSpinWait();
        }
        return null;
    }
}
