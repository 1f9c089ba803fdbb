package dev.aegis.firmware.panic;

import dev.aegis.firmware.panic.Panic.Origin;
import dev.aegis.firmware.panic.Panic.Suspect;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Code addresses that a user pasted by themselves. A log has many words of that form which are no crash, such as the
/// places where the boot ROM loaded the program.
final class BareAddresses {
    private static final Pattern CODE = Pattern.compile("\\b0x(4[0-9a-fA-F]{7})\\b");
    private static final Pattern LOG = Pattern.compile(
            "rst:0x|ESP-ROM:|^load:0x|^entry 0x|^ets |\\b[EWIDV] \\(\\d+\\) [\\w.]+:"
                    + "|^\\s*\\[\\d+/\\d+]|error:|warning:|^\\s*\\.\\w+|section|Wrote |Writing at |Compressed |ninja|CMake");
    private static final int MOST_LINES = 64;
    private static final int MOST_ADDRESSES = 256;

    private BareAddresses() {}

    static List<Suspect> in(List<String> text) {
        List<String> lines = text.stream()
                .filter(line -> !line.isBlank())
                .limit(MOST_LINES + 1L)
                .toList();
        long holding = lines.stream().filter(line -> CODE.matcher(line).find()).count();
        boolean log = lines.stream().anyMatch(line -> LOG.matcher(line).find());
        List<Suspect> suspects = new ArrayList<>();
        if (log || lines.size() > MOST_LINES || holding * 3 < lines.size()) {
            return suspects;
        }
        Matcher code = CODE.matcher(String.join("\n", lines));
        while (code.find() && suspects.size() < MOST_ADDRESSES) {
            suspects.add(new Suspect(Long.parseLong(code.group(1), 16), Origin.PC));
        }
        return suspects;
    }
}
