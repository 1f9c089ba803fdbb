package dev.aegis.chip;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The output of UART0. Stops the run when the text that a caller waits for was sent.
final class SerialOutput implements IntConsumer {
    private final RunState state;
    private final StringBuilder text = new StringBuilder();
    private @Nullable String wanted;

    SerialOutput(RunState state) {
        this.state = state;
    }

    /// Stops the run when `expected` has been sent, at once if it was sent already.
    void endWith(String expected) {
        wanted = expected;
        if (text.indexOf(expected) >= 0) {
            state.stop(new StopReason.TextSeen(expected));
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
            state.stop(new StopReason.TextSeen(expected));
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
