package dev.aegis.control.state;

import dev.aegis.protocol.control.SignalingEvent;
import java.util.List;

/// What the two sides of a job tell each other, kept until the job is forgotten, so that a reader who was away misses
/// nothing. Ids count from 1; in a job that was adopted after a restart, from the unix time of that moment.
public interface Mailboxes {
    PostResult post(String jobId, Side to, SignalingEvent event);

    /// Messages with a greater id, oldest first.
    List<MailboxMessage> read(String jobId, Side reader, long after);

    /// @param hint runs after a message came, perhaps also without one; it must not block
    Subscription follow(String jobId, Side reader, Runnable hint);

    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
