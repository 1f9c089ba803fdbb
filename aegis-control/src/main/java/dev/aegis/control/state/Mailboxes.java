package dev.aegis.control.state;

import dev.aegis.protocol.control.SignalingEvent;
import java.util.List;

/// What the two sides of a job tell each other, kept until the job is forgotten, so that a reader who was away misses
/// nothing. Ids count from 1; in a job that was adopted after a restart, from the unix time of that moment.
public interface Mailboxes {
    Posted post(String jobId, Side to, SignalingEvent event);

    /// Letters with a greater id, oldest first.
    List<Letter> read(String jobId, Side reader, long after);

    /// @param hint runs after a letter came, perhaps also without one; it must not block
    Following follow(String jobId, Side reader, Runnable hint);

    interface Following extends AutoCloseable {
        @Override
        void close();
    }
}
