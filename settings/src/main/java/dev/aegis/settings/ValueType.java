package dev.aegis.settings;

/// The type of a setting's value.
///
/// @param allowed the values that are allowed, with their unit, such as `5 to 30 seconds`
/// @param isSecret whether the value must not be shown; a secret has no flag, because other users of the same computer
///     can read a command line
/// @param parser turns what the operator wrote into the value
public record ValueType<T>(String allowed, boolean isSecret, Parser<T> parser) {
    public ValueType(String allowed, Parser<T> parser) {
        this(allowed, false, parser);
    }

    /// Turns a text into a value.
    @FunctionalInterface
    public interface Parser<T> {
        /// @throws InvalidValueException when the text is not an allowed value
        T parse(String text) throws InvalidValueException;
    }
}
