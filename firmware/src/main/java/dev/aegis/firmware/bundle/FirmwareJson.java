package dev.aegis.firmware.bundle;

import dev.aegis.firmware.FirmwareException;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// JSON with limits, for files of a build that may be hostile.
final class FirmwareJson {
    static final int MOST_BYTES = 1024 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxStringLength(64 * 1024)
                            .maxDocumentLength(MOST_BYTES)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private FirmwareJson() {}

    static byte[] bytes(Object value) {
        byte[] json = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    static <T> T read(byte[] json, Class<T> type, String name) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new FirmwareException("json_malformed", name + " is empty");
            }
            return value;
        } catch (JacksonException broken) {
            Throwable cause = broken.getCause();
            String reason =
                    cause instanceof IllegalArgumentException ? cause.getMessage() : "it is not the expected JSON";
            throw new FirmwareException("json_malformed", "cannot read " + name + ": " + reason, broken);
        }
    }

    static JsonNode tree(byte[] json, String name) {
        return read(json, JsonNode.class, name);
    }
}
