package dev.aegis.espctl.command.tree;

import java.util.List;

/// What a shell may offer for a value.
public sealed interface Values {
    /// A switch has none.
    record None() implements Values {}

    record Anything() implements Values {}

    /// Chips, several of them with commas between where `list` says so.
    record Chips(List<String> chips, boolean list) implements Values {}

    record Folders() implements Values {}

    record Files() implements Values {}

    /// Ids of tasks on this machine, and `latest`.
    record Tasks() implements Values {}

    record OneOf(List<String> words) implements Values {}
}
