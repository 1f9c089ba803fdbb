package dev.aegis.firmware.size;

import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Part;
import dev.aegis.firmware.size.SizeReport.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The three kinds of JSON: `json` (flat), `json2` (a layout, or archives, or files) and `raw` (the whole tree). The
/// tool breaks its lines at 80 characters, inside of names too, which no JSON allows; those breaks are taken out.
final class JsonSizeReader {
    private static final JsonMapper MAPPER = new JsonMapper();

    /// @param lines that it takes
    private record Document(String json, int lines) {}

    private JsonSizeReader() {}

    static void read(List<String> lines, ReportBuilder found) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).stripLeading().startsWith("{")) {
                Document document = document(lines.subList(i, lines.size()));
                i += read(document.json(), found) ? document.lines() - 1 : 0;
            }
        }
    }

    /// Returns whether this is a report; other text in braces may be around it.
    private static boolean read(String json, ReportBuilder found) {
        try {
            JsonNode root = MAPPER.readTree(json);
            if (root.path("layout").isArray()) {
                ReportBuilder.replace(
                        found.memories,
                        root.path("layout")
                                .valueStream()
                                .map(JsonSizeReader::layout)
                                .toList());
            } else if (root.path("memory_types").isObject()) {
                RawTreeReader.read(root, found);
            } else if (root.has("total_size")) {
                flat(root, found);
            } else {
                return shares(root, found);
            }
            return true;
        } catch (JacksonException broken) {
            return false;
        }
    }

    /// From the first brace to the one that closes it, without the line breaks inside of strings.
    private static Document document(List<String> lines) {
        StringBuilder json = new StringBuilder();
        boolean inText = false;
        int depth = 0;
        for (int taken = 0; taken < lines.size(); taken++) {
            String line = lines.get(taken);
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                json.append(c);
                if (inText && c == '\\' && i + 1 < line.length()) {
                    json.append(line.charAt(++i));
                } else if (c == '"') {
                    inText = !inText;
                } else if (!inText) {
                    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                    if (depth == 0 && c == '}') {
                        return new Document(json.toString(), taken + 1);
                    }
                }
            }
        }
        return new Document(json.toString(), lines.size());
    }

    private static Memory layout(JsonNode memory) {
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> part : memory.path("parts").properties()) {
            parts.add(new Part(part.getKey(), part.getValue().path("size").asLong(0)));
        }
        return ReportBuilder.memory(
                memory.path("name").asString(""),
                memory.path("used").asLong(0),
                number(memory.path("free")),
                number(memory.path("total")),
                parts);
    }

    /// Archives or files: each with its memories.
    private static boolean shares(JsonNode root, ReportBuilder found) {
        List<Share> archives = new ArrayList<>();
        List<Share> files = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            JsonNode node = entry.getValue();
            if (!node.path("memory_types").isObject()) {
                continue;
            }
            Map<String, Long> memories = new TreeMap<>();
            for (Map.Entry<String, JsonNode> memory : node.path("memory_types").properties()) {
                long size = memory.getValue().path("size").asLong(0);
                if (size > 0) {
                    memories.put(memory.getKey(), size);
                }
            }
            String name = node.path("abbrev_name").asString(entry.getKey());
            Share share = new Share(name, node.path("size").asLong(0), memories);
            (name.endsWith(".a") ? archives : files).add(share);
        }
        ReportBuilder.replace(found.components, archives);
        ReportBuilder.replace(found.files, files);
        return !archives.isEmpty() || !files.isEmpty();
    }

    private static void flat(JsonNode root, ReportBuilder found) {
        found.imageSize = root.path("total_size").asLong(0);
        found.memories.clear();
        for (String name : List.of("dram", "iram", "diram")) {
            long used = root.path("used_" + name).asLong(0);
            Long total = number(root.path(name + "_total"));
            if (used > 0 || (total != null && total > 0)) {
                List<Part> parts = new ArrayList<>();
                for (String part : List.of("data", "bss", "text", "vectors", "rodata", "other")) {
                    long size = root.path(name + "_" + part).asLong(0);
                    if (size > 0) {
                        parts.add(new Part("." + part, size));
                    }
                }
                // ESP-IDF before v4.3 has another name for it, and no total.
                JsonNode free = root.path(name + "_remain");
                found.memories.add(ReportBuilder.memory(
                        name.toUpperCase(java.util.Locale.ROOT),
                        used,
                        number(free.isMissingNode() ? root.path("available_" + name) : free),
                        total,
                        parts));
            }
        }
        found.memories.add(Memory.of("Flash Code", root.path("flash_code").asLong(0), null, List.of()));
        found.memories.add(Memory.of(
                "Flash Data",
                root.path("flash_rodata").asLong(0) + root.path("flash_other").asLong(0),
                null,
                List.of()));
    }

    static @Nullable Long number(JsonNode node) {
        return node.isNumber() ? Long.valueOf(node.asLong(0)) : null;
    }
}
