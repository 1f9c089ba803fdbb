package dev.aegis.chip;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The output of UART0, and whether a text that a caller waits for was sent.
final class SerialText implements IntConsumer {
    private final Outcome outcome;
    private final StringBuilder text = new StringBuilder();
    private @Nullable String wanted;

    SerialText(Outcome outcome) {
        this.outcome = outcome;
    }

    /// From now on the run ends when `expected` has been sent, or at once if it was.
    void endWith(String expected) {
        wanted = expected;
        if (text.indexOf(expected) >= 0) {
            outcome.end(new Ending.TextSeen(expected));
        }
    }

    void waitForNothing() {
        wanted = null;
    }

    void print(String romMessage) {
        romMessage.chars().forEach(this);
    }

    @Override
    public void accept(int octet) {
        text.append((char) octet);
        String expected = wanted;
        if (expected != null && text.indexOf(expected, Math.max(0, text.length() - expected.length())) >= 0) {
            outcome.end(new Ending.TextSeen(expected));
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
