package dev.aegis.firmware.size;

import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Part;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The table of the program `size` of binutils: `text`, `data` and `bss` of an ELF file. `cargo size` prints it too.
final class SectionSumReader {
    private static final Pattern HEADING =
            Pattern.compile("\\s*text\\s+data\\s+bss\\s+dec\\s+hex(?:\\s+filename)?\\s*");
    private static final Pattern ROW =
            Pattern.compile("\\s*(\\d{1,12})\\s+(\\d{1,12})\\s+(\\d{1,12})\\s+(\\d{1,12})\\s+[0-9a-f]{1,12}(?:\\s.*)?");

    private SectionSumReader() {}

    static void read(List<String> lines, ReportBuilder found) {
        for (int i = 0; i + 1 < lines.size(); i++) {
            Matcher row = ROW.matcher(lines.get(i + 1));
            if (HEADING.matcher(lines.get(i)).matches() && row.matches()) {
                long text = Long.parseLong(row.group(1));
                long data = Long.parseLong(row.group(2));
                long bss = Long.parseLong(row.group(3));
                if (text + data + bss == Long.parseLong(row.group(4))) {
                    ReportBuilder.replace(
                            found.memories,
                            List.of(
                                    Memory.of("Flash", text, null, List.of(new Part("text", text))),
                                    Memory.of(
                                            "RAM",
                                            data + bss,
                                            null,
                                            List.of(new Part("data", data), new Part("bss", bss)))));
                }
            }
        }
    }
}
