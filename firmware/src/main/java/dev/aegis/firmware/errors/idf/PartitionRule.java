package dev.aegis.firmware.errors.idf;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.LineNumber;
import dev.aegis.firmware.errors.rule.PendingError;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Errors in the partition table. ESP-IDF does not always name the file in the error; the command on a line before
/// does.
public final class PartitionRule implements ErrorRule {
    private static final String FILE = ".csv";
    private static final String BETWEEN = " \t:=\"'";
    private static final Pattern WRONG =
            Pattern.compile("(?:((?:[A-Za-z]:)?[^:]+\\.csv): )?(?:Error: )?(?:InputError: )?"
                    + "((?:CSV Error at|Error at|Unexpected error parsing CSV) line (\\d+): .+"
                    + "|CSV Error:? .*|(?:Partitions? (?:names|table|tables|at|offset|\\S+ invalid:?)) .*"
                    + "|Error parsing custom subtypes: .+|Found multiple otadata .+|otadata partition must .+"
                    + "|Partition \\S+ (?:invalid|is not|has) .+)");

    private static final Pattern FIRST_OFFSET = Pattern.compile(
            ".*irst partition offset (0x[0-9a-fA-F]+) overlaps end of partition table (0x[0-9a-fA-F]+).*");

    private final ProjectPaths paths;
    private @Nullable String lastFile;

    public PartitionRule(ProjectPaths paths) {
        this.paths = paths;
    }

    @Override
    public List<String> keywords() {
        return List.of(".csv", "CSV", "artition", "Error at line");
    }

    @Override
    public @Nullable PendingError read(String line) {
        Matcher wrong = WRONG.matcher(line);
        if (!wrong.matches() || progress(line)) {
            remember(paths.relativeIn(line));
            return null;
        }
        String file = wrong.group(1) == null ? lastFile : paths.relative(wrong.group(1));
        String at = wrong.group(3);
        return PendingError.cause(BuildError.at(
                file,
                file == null ? null : LineNumber.parse(at),
                null,
                paths.relativeIn(wrong.group(2)),
                Category.PARTITION_TABLE,
                hint(wrong.group(2))));
    }

    private static boolean progress(String line) {
        return line.contains("binary generated") || line.contains("Verifying table");
    }

    /// Keeps the last partition table of the project that a line names.
    private void remember(String line) {
        for (int at = line.indexOf(FILE); at >= 0; at = line.indexOf(FILE, at + 1)) {
            int end = at + FILE.length();
            if (end == line.length() || between(line, end) || line.startsWith("...", end)) {
                String file = line.substring(begin(line, at), end);
                if (paths.inProject(file)) {
                    lastFile = paths.relative(file);
                }
            }
        }
    }

    private static int begin(String line, int at) {
        int begin = at;
        while (begin > 0 && !between(line, begin - 1)) {
            begin--;
        }
        // A colon separates names, except after a drive letter.
        boolean drive = begin > 1 && line.charAt(begin - 1) == ':' && Character.isLetter(line.charAt(begin - 2));
        return drive && (begin == 2 || between(line, begin - 3)) ? begin - 2 : begin;
    }

    private static boolean between(String line, int at) {
        return BETWEEN.indexOf(line.charAt(at)) >= 0;
    }

    private static String hint(String message) {
        Matcher first = FIRST_OFFSET.matcher(message);
        if (first.matches()) {
            return "the partition table at CONFIG_PARTITION_TABLE_OFFSET takes the memory up to " + first.group(2)
                    + ": move the first partition from " + first.group(1) + " to " + first.group(2)
                    + " or higher, or leave its offset empty";
        }
        if (message.contains("overlap")) {
            return "leave the offsets empty; each partition then follows the one before it";
        }
        if (message.contains("configured flash size")) {
            return "make the partitions smaller, or set the chip's real flash size (CONFIG_ESPTOOLPY_FLASHSIZE_...)";
        }
        if (message.contains("not aligned")) {
            return "move the partition: an app begins at a multiple of 0x10000, any other partition at a multiple of"
                    + " 0x1000";
        }
        return "correct this line of the CSV; its columns are name, type, subtype, offset, size, flags";
    }
}
