package dev.aegis.control.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.control.schedule.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The mailboxes, names and rates that every implementation of `ServerState` must have.
public abstract class SharedStateConformance extends ServerStateFixture {
    @Test
    void mailboxReplaysWithoutGapOrDuplicateUnderConcurrentWriters() throws Exception {
        Job job = queued("ada");
        long writers = 4;
        int each = 50;
        Semaphore news = new Semaphore(0);
        List<Long> seen = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Mailboxes.Subscription subscription = state.follow(job.jobId(), Side.MACHINE, news::release)) {
            for (int w = 0; w < writers; w++) {
                threads.execute(() -> {
                    for (int i = 0; i < each; i++) {
                        state.post(job.jobId(), Side.MACHINE, candidate());
                    }
                });
            }
            while (seen.size() < writers * each) {
                long last = seen.isEmpty() ? 0 : seen.getLast();
                List<MailboxMessage> messages = state.read(job.jobId(), Side.MACHINE, last);
                messages.forEach(message -> seen.add(message.id()));
                if (messages.isEmpty()) {
                    news.acquire();
                }
            }
        }
        assertEquals(LongStream.rangeClosed(1, writers * each).boxed().toList(), seen);
    }

    @Test
    void mailboxesAreBoundedAndSeparate() {
        Job job = queued("ada");
        PostResult last = state.post(job.jobId(), Side.MACHINE, candidate());
        for (int i = 0; i < 1000 && last instanceof PostResult.Kept; i++) {
            last = state.post(job.jobId(), Side.MACHINE, candidate());
        }
        assertInstanceOf(PostResult.MailboxFull.class, last);
        assertEquals(new PostResult.Kept(1), state.post(job.jobId(), Side.CLIENT, candidate()));
        assertInstanceOf(PostResult.NoSuchJob.class, state.post("j-unknown", Side.CLIENT, candidate()));
    }

    @Test
    void bothSidesReceiveTheEndAsTheLastMessage() {
        String agentId = machine("esp32c3", 1);
        Job job = queued("ada");
        finish(state.claim(agentId, Duration.ZERO).orElseThrow());
        for (Side side : Side.values()) {
            assertEquals("ended", state.read(job.jobId(), side, 0).getLast().type());
            assertInstanceOf(PostResult.JobEnded.class, state.post(job.jobId(), side, candidate()));
        }
    }

    @Test
    void nameIsUsedOnceAtATime() throws Exception {
        List<Callable<Boolean>> uses = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            uses.add(() -> state.useOnce("grant", LONG));
        }
        assertEquals(1, all(uses).stream().filter(first -> first).count());
        clock.advance(LONG.plusSeconds(1));
        assertTrue(state.useOnce("grant", LONG));
        state.release("grant");
        assertTrue(state.useOnce("grant", LONG));
    }

    @Test
    void bucketAllowsAtMostItsCapacity() throws Exception {
        Rate rate = Rate.perMinute(10);
        List<Callable<RateDecision>> takes = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            takes.add(() -> state.take("bucket", rate));
        }
        assertEquals(
                10,
                all(takes).stream()
                        .filter(RateDecision.Allowed.class::isInstance)
                        .count());
        assertEquals(new RateDecision.Exceeded(Duration.ofSeconds(6)), state.take("bucket", rate));
        clock.advance(Duration.ofSeconds(12));
        assertEquals(2, state.remaining("bucket", rate));
        assertEquals(new RateDecision.Allowed(1), state.take("bucket", rate));
        assertEquals(new RateDecision.Allowed(9), state.take("another bucket", rate));
    }
}
