package dev.aegis.espctl.actions;

/// How the user ends something early.
public interface Interrupts {
    /// @param first run once, at the first Ctrl-C; a second one ends the program at once
    void onFirst(Runnable first);
}
