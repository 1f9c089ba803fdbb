package dev.aegis.peer;

import dev.aegis.protocol.Limits;
import dev.aegis.protocol.control.Candidate;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// The local ICE candidates of one attempt to connect, kept in the order in which ICE gathered them until signaling
/// sends them.
public final class LocalCandidates implements LocalCandidateListener {
    private final int attempt;
    private final BlockingQueue<Candidate> gathered = new ArrayBlockingQueue<>(Limits.CANDIDATES);

    /// @param attempt the number of the offer that they belong to
    public LocalCandidates(int attempt) {
        this.attempt = attempt;
    }

    // Candidates beyond the capacity are dropped: ICE gathers the best ones first.
    @Override
    public void accept(@Nullable String candidate, @Nullable String sdpMid, int sdpMlineIndex) {
        boolean _ = gathered.offer(new Candidate(candidate, sdpMid, sdpMlineIndex, attempt));
    }

    /// Sends each candidate as soon as it is gathered, and returns after the end of candidates.
    public void sendTo(Sender sender) throws InterruptedException {
        Candidate candidate;
        do {
            candidate = gathered.take();
            sender.send(candidate);
        } while (!candidate.isEnd());
    }

    /// Sends a candidate to the other side, through the build server.
    @FunctionalInterface
    public interface Sender {
        void send(Candidate candidate) throws InterruptedException;
    }
}
