package dev.aegis.mcp.input;

import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonArray;
import dev.aegis.mcp.json.JsonObject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An input that always has a value: it is required or has a default. The static methods begin a declaration:
///
/// ```java
/// static final Input<Integer> LINES = Input.integer("lines").atLeast(1).atMost(1000).byDefault(100);
/// ```
///
/// @param <T> the type of the value
public final class Input<T> implements Parameter {
    private static final BigDecimal MIN_INTEGER = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal MAX_INTEGER = BigDecimal.valueOf(Integer.MAX_VALUE);

    private final OptionalInput<T> declaration;
    private final boolean required;

    Input(OptionalInput<T> declaration, boolean required) {
        this.declaration = declaration;
        this.required = required;
    }

    public static OptionalInput<String> text(String name) {
        return new OptionalInput<>(name, type("string"), Input::asText);
    }

    /// Declares a whole number. A number beyond the range of `int` is read as the nearest one in it.
    public static OptionalInput<Integer> integer(String name) {
        return new OptionalInput<>(name, type("integer"), Input::asInteger);
    }

    public static OptionalInput<Boolean> flag(String name) {
        return new OptionalInput<>(name, type("boolean"), value -> value instanceof Json.Flag flag && flag.value());
    }

    /// Declares a choice of words.
    public static OptionalInput<String> choice(String name, String... words) {
        return new OptionalInput<>(name, type("string").with("enum", List.of(words)), Input::asText);
    }

    /// Declares a choice of the constants of an enum, by their names in lower case.
    public static <E extends Enum<E>> OptionalInput<E> choice(String name, Class<E> constants) {
        Map<String, E> byWord = new LinkedHashMap<>();
        for (E constant : constants.getEnumConstants()) {
            byWord.put(word(constant), constant);
        }
        JsonObject schema = type("string").with("enum", List.copyOf(byWord.keySet()));
        return new OptionalInput<>(name, schema, value -> known(byWord.get(asText(value)), name));
    }

    /// Declares a list of texts.
    public static OptionalInput<List<String>> texts(String name) {
        return new OptionalInput<>(
                name,
                type("array").with("items", type("string")),
                value -> value instanceof JsonArray array ? array.texts() : List.of());
    }

    /// Declares a map from any name to a text.
    public static OptionalInput<Map<String, String>> textMap(String name) {
        return new OptionalInput<>(name, type("object").with("additionalProperties", type("string")), Input::asTextMap);
    }

    @Override
    public String name() {
        return declaration.name();
    }

    @Override
    public JsonObject schema() {
        return declaration.schema();
    }

    @Override
    public List<String> otherNames() {
        return declaration.otherNames();
    }

    @Override
    public boolean isRequired() {
        return required;
    }

    /// Converts the value, such as to a path. The conversion may throw a tool failure.
    public <U> Input<U> as(Function<T, U> conversion) {
        return new Input<>(declaration.as(conversion::apply), required);
    }

    T read(Json value) {
        return known(declaration.read(value), name());
    }

    private static JsonObject type(String name) {
        return JsonObject.of("type", name);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// Returns the JSON of a default.
    static Json json(Object value) {
        return value instanceof Enum<?> constant ? new Json.Text(word(constant)) : Json.of(value);
    }

    private static <T> T known(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("'" + name + "' was not checked against its schema");
        }
        return value;
    }

    private static String asText(Json value) {
        return known(value.asText(), value.kind());
    }

    private static Integer asInteger(Json value) {
        if (value instanceof Json.Numeral number) {
            return number.value().max(MIN_INTEGER).min(MAX_INTEGER).intValue();
        }
        throw new IllegalArgumentException("a number was expected, not " + value.kind());
    }

    private static Map<String, String> asTextMap(Json value) {
        Map<String, String> map = new LinkedHashMap<>();
        if (value instanceof JsonObject object) {
            object.fields().forEach((name, field) -> map.put(name, asText(field)));
        }
        return map;
    }
}
