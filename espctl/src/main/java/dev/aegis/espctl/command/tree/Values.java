package dev.aegis.espctl.command.tree;

import java.util.List;

/// The kind of a value, which decides what a shell offers.
public sealed interface Values {
    /// No value: a switch.
    record None() implements Values {}

    record Anything() implements Values {}

    /// A chip; with `list`, several chips separated by commas.
    record Chips(List<String> chips, boolean list) implements Values {}

    record Folders() implements Values {}

    record Files() implements Values {}

    /// A task id of this user, or `latest`.
    record Tasks() implements Values {}

    record OneOf(List<String> words) implements Values {}
}
