package dev.aegis.mcp.input;

import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An input that a call may leave out. Each method returns a changed copy.
///
/// @param <T> the type of the value
public final class OptionalInput<T> implements Parameter {
    /// A conversion of a value. Null means that the value counts as left out.
    @FunctionalInterface
    public interface Conversion<T, U> {
        @Nullable
        U convert(T value);
    }

    private final String name;
    private final JsonObject schema;
    private final Conversion<Json, T> reader;
    private final List<String> otherNames;

    /// @param reader reads a value that matches the schema
    OptionalInput(String name, JsonObject schema, Conversion<Json, T> reader) {
        this(name, schema, reader, List.of());
    }

    private OptionalInput(String name, JsonObject schema, Conversion<Json, T> reader, List<String> otherNames) {
        this.name = name;
        this.schema = schema;
        this.reader = reader;
        this.otherNames = otherNames;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public JsonObject schema() {
        return schema;
    }

    @Override
    public boolean isRequired() {
        return false;
    }

    /// Accepts other names too, such as one that it had before. They are not shown.
    public OptionalInput<T> alsoNamed(String... names) {
        return new OptionalInput<>(name, schema, reader, List.of(names));
    }

    @Override
    public List<String> otherNames() {
        return otherNames;
    }

    public OptionalInput<T> describedAs(String description) {
        return with("description", description);
    }

    /// Limits a text to a regular expression.
    public OptionalInput<T> matching(String pattern) {
        return with("pattern", pattern);
    }

    /// Sets the least number, length of a text or count of items.
    public OptionalInput<T> atLeast(int least) {
        return with(limit("minimum", "minLength", "minItems"), least);
    }

    /// Sets the largest number, length of a text or count of items.
    public OptionalInput<T> atMost(int most) {
        return with(limit("maximum", "maxLength", "maxItems"), most);
    }

    private String limit(String ofNumber, String ofText, String ofList) {
        return switch (schema.text("type")) {
            case "integer" -> ofNumber;
            case "string" -> ofText;
            case "array" -> ofList;
            default -> throw new IllegalStateException("'" + name + "' is of a type without limits");
        };
    }

    private OptionalInput<T> with(String keyword, Object value) {
        return new OptionalInput<>(name, schema.with(keyword, value), reader, otherNames);
    }

    /// Converts the value, such as to a path. The conversion may throw a tool failure.
    public <U> OptionalInput<U> as(Conversion<T, U> conversion) {
        Conversion<Json, U> converted = value -> {
            T read = reader.convert(value);
            return read == null ? null : conversion.convert(read);
        };
        return new OptionalInput<>(name, schema, converted, otherNames);
    }

    /// Declares that every call must have this input.
    public Input<T> required() {
        return new Input<>(this, true);
    }

    /// Declares the value of a call that leaves this input out.
    public Input<T> byDefault(T value) {
        return new Input<>(with("default", Input.json(value)), false);
    }

    @Nullable
    T read(Json value) {
        return reader.convert(value);
    }
}
