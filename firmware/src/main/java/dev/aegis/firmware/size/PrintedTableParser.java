package dev.aegis.firmware.size;

import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Part;
import dev.aegis.firmware.size.SizeReport.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The parser of the tables that `idf.py size` prints. A narrow terminal breaks cells anywhere, so headings are
/// compared without blanks.
final class PrintedTableParser {
    private static final Map<String, String> NAMES = Map.of(
            "FlashCode", "Flash Code",
            "FlashData", "Flash Data",
            "FlashOther", "Flash Other",
            "RTCSLOW", "RTC SLOW",
            "RTCFAST", "RTC FAST",
            "RTCRAM", "RTC RAM");

    private PrintedTableParser() {}

    static void add(List<String> headings, List<List<String>> rows, ReportBuilder found) {
        List<String> plain =
                headings.stream().map(heading -> heading.replaceAll("\\s", "")).toList();
        if (plain.isEmpty()) {
            return;
        }
        switch (plain.getFirst()) {
            case "MemoryType/Section" -> memories(rows, found);
            case "ArchiveFile" -> shares(plain, rows, found.components);
            case "ObjectFile" -> shares(plain, rows, found.files);
            default -> {
                // a table of symbols; the report has no such level
            }
        }
    }

    private static void memories(List<List<String>> rows, ReportBuilder found) {
        List<Memory> memories = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            if (row.size() < 5 || row.getFirst().strip().startsWith(".")) {
                continue;
            }
            List<Part> parts = new ArrayList<>();
            for (int j = i + 1;
                    j < rows.size() && rows.get(j).getFirst().strip().startsWith(".");
                    j++) {
                parts.add(new Part(
                        rows.get(j).getFirst().strip(),
                        zeroIfNone(number(rows.get(j).get(1)))));
            }
            memories.add(ReportBuilder.memory(
                    row.getFirst().strip(),
                    zeroIfNone(number(row.get(1))),
                    number(row.get(3)),
                    number(row.get(4)),
                    parts));
        }
        ReportBuilder.replace(found.memories, memories);
    }

    private static void shares(List<String> headings, List<List<String>> rows, List<Share> found) {
        List<Share> shares = new ArrayList<>();
        for (List<String> row : rows) {
            if (row.size() != headings.size()) {
                continue;
            }
            Map<String, Long> memories = new TreeMap<>();
            for (int i = 2; i < row.size(); i++) {
                Long size = number(row.get(i));
                if (!headings.get(i).startsWith(".") && size != null && size > 0) {
                    memories.merge(NAMES.getOrDefault(headings.get(i), headings.get(i)), size, Long::sum);
                }
            }
            shares.add(new Share(row.getFirst().replaceAll("\\s", ""), zeroIfNone(number(row.get(1))), memories));
        }
        ReportBuilder.replace(found, shares);
    }

    static @Nullable Long number(String cell) {
        String digits = cell.replaceAll("\\s", "");
        return digits.matches("-?\\d{1,15}") ? Long.valueOf(digits) : null;
    }

    static long zeroIfNone(@Nullable Long number) {
        return number == null ? 0 : number;
    }
}
