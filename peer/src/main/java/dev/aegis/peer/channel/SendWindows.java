package dev.aegis.peer.channel;

import java.util.function.LongSupplier;

/// Makes the send window of each new channel of a program.
///
/// @param cap the most that one window grows to
/// @param budget shared by all
record SendWindows(int cap, WindowBudget budget) {
    SendWindow create(LongSupplier nanoTime) {
        return new SendWindow(cap, budget, nanoTime);
    }
}
