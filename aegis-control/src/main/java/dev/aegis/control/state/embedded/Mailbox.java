package dev.aegis.control.state.embedded;

import dev.aegis.control.state.MailboxMessage;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.SignalingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The messages for one side of one job. Guarded by the lock of `EmbeddedState`, except for the followers.
final class Mailbox {
    static final int MAX_MESSAGES = 256;
    static final int MAX_CHARS = 512 * 1024;

    private final List<MailboxMessage> messages = new ArrayList<>();
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final long before;
    private int chars;

    /// @param before the id before the one of the first message
    Mailbox(long before) {
        this.before = before;
    }

    boolean hasRoomFor(SignalingEvent event) {
        return messages.size() < MAX_MESSAGES && chars + WireJson.text(event).length() <= MAX_CHARS;
    }

    long add(SignalingEvent event) {
        String json = WireJson.text(event);
        MailboxMessage message = new MailboxMessage(before + messages.size() + 1, typeOf(event), json);
        messages.add(message);
        chars += json.length();
        return message.id();
    }

    List<MailboxMessage> after(long id) {
        int from = Math.clamp(id - before, 0, messages.size());
        return List.copyOf(messages.subList(from, messages.size()));
    }

    List<Runnable> followers() {
        return followers;
    }

    private static String typeOf(SignalingEvent event) {
        return switch (event) {
            case SignalingEvent.Queue queue -> "queue";
            case SignalingEvent.Assigned assigned -> "assigned";
            case SignalingEvent.Offered offered -> "offer";
            case SignalingEvent.Answered answered -> "answer";
            case SignalingEvent.Trickled trickled -> "candidate";
            case SignalingEvent.Ended ended -> "ended";
        };
    }
}
