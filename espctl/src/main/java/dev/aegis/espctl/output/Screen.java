package dev.aegis.espctl.output;

import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Fault;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/// The output of a command: the answer goes to stdout, everything else to stderr. With `--json` answer and failure are
/// JSON and nothing else is printed; with `--quiet` only failures and documents are.
public final class Screen {
    private final PrintStream out;
    private final PrintStream err;
    private final Mode mode;
    private final Terminal terminal;
    private final String label;

    public enum Mode {
        HUMAN,
        QUIET,
        JSON
    }

    public Screen(PrintStream out, PrintStream err, Mode mode, Terminal terminal) {
        this(out, err, mode, terminal, "");
    }

    private Screen(PrintStream out, PrintStream err, Mode mode, Terminal terminal, String label) {
        this.out = out;
        this.err = err;
        this.mode = mode;
        this.terminal = terminal;
        this.label = label;
    }

    /// Returns a screen for one of several builds: each line of progress begins with the label, and nothing is
    /// overwritten.
    Screen labelled(String name) {
        return new Screen(out, err, mode, new Terminal(false, terminal.colour()), "[" + name + "] ");
    }

    public Mode mode() {
        return mode;
    }

    public Terminal terminal() {
        return terminal;
    }

    /// @param answer the value for `--json`
    /// @param text the text for people
    public void answer(Object answer, String text) {
        switch (mode) {
            case JSON -> out.println(WireJson.text(answer));
            case HUMAN -> out.print(text.endsWith("\n") || text.isEmpty() ? text : text + "\n");
            case QUIET -> {}
        }
        out.flush();
    }

    /// Prints an answer that is a document, in every mode.
    public void document(String text) {
        out.print(text);
        out.flush();
    }

    /// Prints a line of progress.
    public void news(String line) {
        if (mode == Mode.HUMAN) {
            err.println(label + line);
        }
    }

    /// Prints a question without a line end, because the answer is typed after it.
    public void ask(String text) {
        status(text);
    }

    /// Prints text that will be overwritten.
    void status(String text) {
        err.print(text);
        err.flush();
    }

    public void error(Failure failure) {
        error(failure.code(), failure.sentence(), failure.hint(), failure.fault());
    }

    public void error(String code, String sentence, @Nullable String hint) {
        error(code, sentence, hint, null);
    }

    private void error(String code, String sentence, @Nullable String hint, @Nullable Fault fault) {
        if (mode == Mode.JSON) {
            err.println(WireJson.text(new ErrorAnswer(new ErrorBody(code, sentence, hint, fault))));
            return;
        }
        err.println(terminal.red("error") + ": " + TerminalSafe.text(sentence));
        if (hint != null) {
            err.println(terminal.bold("hint") + ": " + TerminalSafe.text(hint));
        }
    }

    /// Prints a failure whose text already has several lines.
    void errorText(String text) {
        err.print(text.endsWith("\n") ? text : text + "\n");
    }

    record ErrorAnswer(ErrorBody error) {}

    record ErrorBody(
            String code,
            String message,
            @Nullable String hint,
            @Nullable Fault fault) {}
}
