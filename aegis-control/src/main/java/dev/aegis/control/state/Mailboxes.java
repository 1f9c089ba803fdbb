package dev.aegis.control.state;

import dev.aegis.protocol.control.SignalingEvent;
import java.util.List;

/// The messages between the two sides of a job, kept until the job is forgotten, so that a reader that reconnects
/// misses
/// none. Ids count from 1, or from the current unix time in a job that was adopted after a restart.
public interface Mailboxes {
    PostResult post(String jobId, Side to, SignalingEvent event);

    /// Returns messages with a greater id, oldest first.
    List<MailboxMessage> read(String jobId, Side reader, long after);

    /// Subscribes to new messages.
    ///
    /// @param hint runs after a new message, possibly also without one; it must not block
    Subscription follow(String jobId, Side reader, Runnable hint);

    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
