package dev.aegis.control.signaling;

import dev.aegis.control.caller.Caller;
import dev.aegis.control.http.EventSource;
import dev.aegis.control.state.JobState;
import dev.aegis.control.state.MailboxMessage;
import dev.aegis.control.state.Mailboxes.Subscription;
import dev.aegis.control.state.ServerState;
import dev.aegis.control.state.Side;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.QueueStatus;
import dev.aegis.protocol.control.SignalingEvent;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The event stream of one side of one job: messages from its mailbox, which have ids, and between them changes of the
/// queue and heartbeats, which have none because they are not kept.
final class JobEventStream implements EventSource {
    private static final int MESSAGES_AT_ONCE = 16;
    private static final String RETRY_SOON = "retry: 1000\n\n";

    private final ServerState state;
    private final Party party;
    private final int ticksPerHeartbeat;
    private final Consumer<JobEventStream> whenClosed;
    private final boolean endedAtOpening;
    private long lastSent;
    private int ticks;
    private boolean heartbeatDue = true;
    private boolean draining;
    private @Nullable QueueStatus lastNews;
    private @Nullable QueueStatus newsDue;
    private Subscription subscription = () -> {};
    private Runnable wake = () -> {};

    JobEventStream(
            ServerState state, Party party, long after, int ticksPerHeartbeat, Consumer<JobEventStream> whenClosed) {
        this.state = state;
        this.party = party;
        this.ticksPerHeartbeat = ticksPerHeartbeat;
        this.whenClosed = whenClosed;
        this.endedAtOpening = party.known().state() instanceof JobState.Ended;
        this.lastSent = isFromBeforeRestart(after) ? 0 : after;
    }

    // A restarted server that adopts the job again starts with new ids.
    private boolean isFromBeforeRestart(long after) {
        List<MailboxMessage> all = state.read(party.jobId(), party.side(), 0);
        return after > (all.isEmpty() ? 0 : all.getLast().id());
    }

    String jobId() {
        return party.jobId();
    }

    Side side() {
        return party.side();
    }

    String callerId() {
        return party.caller().id();
    }

    @Override
    public void opened(Runnable wake) {
        synchronized (this) {
            this.wake = wake;
        }
        Subscription now = state.follow(party.jobId(), party.side(), wake);
        synchronized (this) {
            subscription = now;
        }
    }

    @Override
    public synchronized Piece next() {
        if (draining) {
            return new Piece.Last(RETRY_SOON);
        }
        List<MailboxMessage> messages = state.read(party.jobId(), party.side(), lastSent);
        if (!messages.isEmpty()) {
            return deliver(messages.subList(0, Math.min(messages.size(), MESSAGES_AT_ONCE)));
        }
        if (endedAtOpening) {
            return new Piece.Last("");
        }
        if (newsDue != null) {
            String json = WireJson.text(new SignalingEvent.Queue(newsDue));
            newsDue = null;
            return new Piece.Text("event: queue\ndata: " + json + "\n\n");
        }
        if (heartbeatDue) {
            heartbeatDue = false;
            return new Piece.Text(":\n\n");
        }
        return new Piece.Nothing();
    }

    private Piece deliver(List<MailboxMessage> messages) {
        StringBuilder text = new StringBuilder();
        for (MailboxMessage message : messages) {
            text.append("id: ").append(message.id());
            text.append("\nevent: ").append(message.type());
            text.append("\ndata: ").append(message.json()).append("\n\n");
        }
        lastSent = messages.getLast().id();
        heartbeatDue = false;
        return messages.getLast().type().equals("ended")
                ? new Piece.Last(text.toString())
                : new Piece.Text(text.toString());
    }

    /// Called once a second.
    void tick() {
        synchronized (this) {
            ticks++;
            if (ticks % ticksPerHeartbeat != 0) {
                return;
            }
            heartbeatDue = true;
        }
        if (party.caller() instanceof Caller.EnrolledMachine machine) {
            endWhenLost(machine.agentId());
        } else {
            state.followed(party.jobId());
        }
        wake();
    }

    // The messages are for the machine that holds the job now.
    private void endWhenLost(String agentId) {
        boolean lost = state.job(party.jobId())
                .filter(known -> known.state() instanceof JobState.Ended || known.isHeldBy(agentId))
                .isEmpty();
        if (lost) {
            drain();
        }
    }

    /// Called once a second while the job is queued. A client that was killed is found out only by writing to it, so a
    /// queued job has a comment each second.
    void beat() {
        synchronized (this) {
            heartbeatDue = true;
        }
        state.followed(party.jobId());
        wake();
    }

    void queueChanged(QueueStatus news) {
        synchronized (this) {
            if (news.equals(lastNews)) {
                return;
            }
            lastNews = news;
            newsDue = news;
        }
        wake();
    }

    void drain() {
        synchronized (this) {
            draining = true;
        }
        wake();
    }

    private void wake() {
        Runnable now;
        synchronized (this) {
            now = wake;
        }
        now.run();
    }

    @Override
    public void closed() {
        Subscription last;
        synchronized (this) {
            last = subscription;
        }
        last.close();
        whenClosed.accept(this);
    }
}
