package dev.aegis.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.protocol.Limits;
import dev.aegis.protocol.control.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LocalCandidatesTest {
    private final LocalCandidates candidates = new LocalCandidates(2);
    private final List<Candidate> sent = new ArrayList<>();

    @Test
    void sendsCandidatesInTheirOrderUpToTheEnd() throws Exception {
        candidates.accept("candidate:1", "0", 0);
        candidates.accept("candidate:2", "0", 0);
        candidates.accept(null, null, 0);
        candidates.sendTo(sent::add);
        assertEquals(
                List.of(
                        new Candidate("candidate:1", "0", 0, 2),
                        new Candidate("candidate:2", "0", 0, 2),
                        Candidate.end(2)),
                sent);
    }

    @Test
    void sendsWhatIsGatheredWhileItSends() throws Exception {
        Thread gathering = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 100; i++) {
                candidates.accept("candidate:" + i, "0", 0);
            }
            candidates.accept(null, null, 0);
        });
        candidates.sendTo(sent::add);
        gathering.join();
        assertEquals(101, sent.size());
        assertTrue(sent.getLast().isEnd());
    }

    @Test
    void dropsCandidatesBeyondTheLimitOfAnAttempt() throws Exception {
        for (int i = 0; i < Limits.CANDIDATES + 10; i++) {
            candidates.accept("candidate:" + i, "0", 0);
        }
        CountDownLatch full = new CountDownLatch(Limits.CANDIDATES);
        Thread sending = Thread.ofVirtual().start(() -> {
            try {
                candidates.sendTo(candidate -> {
                    sent.add(candidate);
                    full.countDown();
                });
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        full.await();
        candidates.accept(null, null, 0);
        sending.join();
        assertEquals(Limits.CANDIDATES + 1, sent.size());
        assertEquals(
                "candidate:" + (Limits.CANDIDATES - 1),
                sent.get(Limits.CANDIDATES - 1).candidate());
    }
}
