package dev.aegis.settings;

/// What a setting is when the operator does not set it.
public sealed interface Default {
    /// A fixed value, written as the operator would write it.
    record Value(String text) implements Default {}

    /// A value that the program finds for itself, such as the number of processors.
    record Computed(String description) implements Default {}

    /// The program does not start without the setting.
    record Required() implements Default {}

    /// The feature is off.
    record Unset() implements Default {}
}
