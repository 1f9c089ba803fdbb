package dev.aegis.firmware.size;

import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Part;
import dev.aegis.firmware.size.SizeReport.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// The whole tree: memories, their sections, archives and object files. It gives all three levels of a report.
final class RawTreeReader {
    private RawTreeReader() {}

    static void read(JsonNode root, ReportBuilder found) {
        found.imageSize = JsonSizeReader.number(root.path("image_size"));
        List<Memory> memories = new ArrayList<>();
        Map<String, Map<String, Long>> archives = new TreeMap<>();
        Map<String, Map<String, Long>> files = new TreeMap<>();
        for (Map.Entry<String, JsonNode> memory : root.path("memory_types").properties()) {
            JsonNode node = memory.getValue();
            List<Part> parts = new ArrayList<>();
            for (JsonNode section : node.path("sections").values()) {
                parts.add(new Part(
                        section.path("abbrev_name").asString(""),
                        section.path("size").asLong(0)));
                for (JsonNode archive : section.path("archives").values()) {
                    add(archives, archive, memory.getKey());
                    archive.path("object_files").values().forEach(file -> add(files, file, memory.getKey()));
                }
            }
            long used = node.path("used").asLong(0);
            Long total = JsonSizeReader.number(node.path("size"));
            memories.add(ReportBuilder.memory(memory.getKey(), used, null, total, parts));
        }
        ReportBuilder.replace(found.memories, memories);
        ReportBuilder.replace(found.components, shares(archives));
        ReportBuilder.replace(found.files, shares(files));
    }

    private static void add(Map<String, Map<String, Long>> sizes, JsonNode node, String memory) {
        long size = node.path("size").asLong(0);
        Map<String, Long> memories =
                sizes.computeIfAbsent(node.path("abbrev_name").asString(""), name -> new TreeMap<>());
        if (size > 0) {
            memories.merge(memory, size, Long::sum);
        }
    }

    private static List<Share> shares(Map<String, Map<String, Long>> sizes) {
        return sizes.entrySet().stream()
                .map(entry -> new Share(
                        entry.getKey(),
                        entry.getValue().values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        entry.getValue()))
                .toList();
    }
}
