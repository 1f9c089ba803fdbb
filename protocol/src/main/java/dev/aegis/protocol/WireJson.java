package dev.aegis.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// The JSON (RFC 8259) of every wire record: `snake_case` names, and a null field absent. A reader ignores
/// unknown fields (a newer peer may send more), rejects a repeated field, and limits depth (32), strings
/// (4 Mi characters) and documents (8 MiB).
public final class WireJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(4 * 1024 * 1024)
                    .maxDocumentLength(Limits.MESSAGE_BYTES)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JsonMapper LENIENT = JsonMapper.builder(FACTORY)
            .addModule(new RecordConstructors())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(
                    value -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final JsonMapper STRICT = LENIENT.rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private WireJson() {}

    public static byte[] bytes(Object value) {
        return LENIENT.writeValueAsBytes(value);
    }

    public static String text(Object value) {
        return LENIENT.writeValueAsString(value);
    }

    /// Returns indented JSON, for files that people read.
    public static String pretty(Object value) {
        return LENIENT.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    }

    public static <T> T read(byte[] json, Class<T> type) {
        return read(LENIENT, json, type);
    }

    public static <T> T read(String json, Class<T> type) {
        return read(LENIENT, json.getBytes(StandardCharsets.UTF_8), type);
    }

    /// Reads JSON and rejects unknown fields, for signed tokens.
    public static <T> T readStrict(byte[] json, Class<T> type) {
        return read(STRICT, json, type);
    }

    private static <T> T read(JsonMapper mapper, byte[] json, Class<T> type) {
        try {
            T value = mapper.readValue(json, type);
            if (value == null) {
                throw new WireException("expected a JSON object, got null");
            }
            return value;
        } catch (JacksonException broken) {
            throw new WireException(reason(broken), broken);
        }
    }

    /// The reason in our own words: the library's sentences name Java classes.
    private static String reason(JacksonException broken) {
        if (!(broken instanceof DatabindException databind)) {
            TokenStreamLocation place = broken.getLocation();
            return place == null
                    ? "not valid JSON"
                    : "not valid JSON (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
        }
        String where = databind.getPath().isEmpty()
                ? ""
                : " at " + databind.getPathReference().replaceAll("[\\w.$]+\\[", "[");
        Throwable cause = broken.getCause();
        if (cause instanceof IllegalArgumentException) {
            return cause.getMessage() + where;
        }
        if (where.isEmpty()) {
            return "not the expected JSON object";
        }
        boolean isMissing = String.valueOf(databind.getOriginalMessage()).startsWith("Cannot map `null`");
        return (isMissing ? "no value" : "a value of the wrong type") + where;
    }
}
