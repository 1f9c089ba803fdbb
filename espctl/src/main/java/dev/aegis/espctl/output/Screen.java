package dev.aegis.espctl.output;

import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.WireJson;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/// Where answers and errors go: the answer to stdout, everything else to stderr. With `--json` both are JSON, and
/// nothing else is printed; with `--quiet` only errors are.
public final class Screen {
    private final PrintStream out;
    private final PrintStream err;
    private final Mode mode;
    private final Terminal terminal;

    public enum Mode {
        HUMAN,
        QUIET,
        JSON
    }

    public Screen(PrintStream out, PrintStream err, Mode mode, Terminal terminal) {
        this.out = out;
        this.err = err;
        this.mode = mode;
        this.terminal = terminal;
    }

    public Mode mode() {
        return mode;
    }

    public Terminal terminal() {
        return terminal;
    }

    /// @param answer what programs read
    /// @param text what people read
    public void answer(Object answer, String text) {
        switch (mode) {
            case JSON -> out.println(WireJson.text(answer));
            case HUMAN -> out.print(text.endsWith("\n") || text.isEmpty() ? text : text + "\n");
            case QUIET -> {}
        }
        out.flush();
    }

    /// An answer that is a document in itself, whatever the mode.
    public void document(String text) {
        out.print(text);
        out.flush();
    }

    /// News that is neither answer nor error.
    public void news(String line) {
        if (mode == Mode.HUMAN) {
            err.println(line);
        }
    }

    /// A question to a person; what is typed stands behind it.
    public void ask(String text) {
        status(text);
    }

    /// For a line that is to be overwritten.
    void status(String text) {
        err.print(text);
        err.flush();
    }

    public void error(Failure failure) {
        error(failure.code(), failure.sentence(), failure.hint());
    }

    public void error(String code, String sentence, @Nullable String hint) {
        if (mode == Mode.JSON) {
            err.println(WireJson.text(new ErrorAnswer(new ErrorBody(code, sentence, hint))));
            return;
        }
        err.println(terminal.red("error") + ": " + TerminalSafe.text(sentence));
        if (hint != null) {
            err.println(terminal.bold("hint") + ": " + TerminalSafe.text(hint));
        }
    }

    /// An error whose words stand on several lines already.
    void errorText(String text) {
        err.print(text.endsWith("\n") ? text : text + "\n");
    }

    record ErrorAnswer(ErrorBody error) {}

    record ErrorBody(String code, String message, @Nullable String hint) {}
}
