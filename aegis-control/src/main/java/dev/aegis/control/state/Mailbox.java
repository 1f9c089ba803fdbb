package dev.aegis.control.state;

import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.control.SignalingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The letters of one reader of one job. Guarded by the lock of `EmbeddedState`, except for its followers.
final class Mailbox {
    static final int MAX_LETTERS = 256;
    static final int MAX_CHARS = 512 * 1024;

    private final List<Letter> letters = new ArrayList<>();
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final long before;
    private int chars;

    /// @param before the id before the first letter's
    Mailbox(long before) {
        this.before = before;
    }

    boolean hasRoomFor(SignalingEvent event) {
        return letters.size() < MAX_LETTERS && chars + WireJson.text(event).length() <= MAX_CHARS;
    }

    long add(SignalingEvent event) {
        String json = WireJson.text(event);
        Letter letter = new Letter(before + letters.size() + 1, typeOf(event), json);
        letters.add(letter);
        chars += json.length();
        return letter.id();
    }

    List<Letter> after(long id) {
        int from = Math.clamp(id - before, 0, letters.size());
        return List.copyOf(letters.subList(from, letters.size()));
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
