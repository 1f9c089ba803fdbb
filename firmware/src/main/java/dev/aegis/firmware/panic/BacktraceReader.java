package dev.aegis.firmware.panic;

import dev.aegis.firmware.panic.Panic.Origin;
import dev.aegis.firmware.panic.Panic.Suspect;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the first backtrace of a text: pairs of address and stack pointer behind `Backtrace:`, or one address on each
/// line below it, as Rust programs print them.
final class BacktraceReader {
    private static final Pattern BACKTRACE = Pattern.compile("Backtrace:((?:\\s*0x[0-9a-fA-F]{8}:0x[0-9a-fA-F]{8})+)");
    private static final Pattern MORE_PAIRS =
            Pattern.compile("\\s*((?:0x[0-9a-fA-F]{8}:0x[0-9a-fA-F]{8}\\s*)+)(?:\\|<-.*)?");
    private static final Pattern PAIR = Pattern.compile("0x([0-9a-fA-F]{8}):0x[0-9a-fA-F]{8}");
    private static final Pattern EMPTY = Pattern.compile("Backtrace:\\s*$");
    private static final Pattern SINGLE = Pattern.compile("^\\s*0x([0-9a-fA-F]{8})\\s*$");
    private static final int MOST = 256;

    private final List<Suspect> steps = new ArrayList<>();
    private boolean inBacktrace;
    private boolean inSingles;

    /// @return whether the line belongs to a backtrace
    boolean line(String line) {
        Matcher begin = BACKTRACE.matcher(line);
        boolean begins = steps.isEmpty() && begin.find();
        // A terminal may have wrapped a long one.
        if (!begins && !(inBacktrace && MORE_PAIRS.matcher(line).matches())) {
            inBacktrace = inBacktrace && line.isBlank();
            return single(line);
        }
        inBacktrace = true;
        Matcher pair = PAIR.matcher(line);
        while (pair.find()) {
            add(pair.group(1));
        }
        return true;
    }

    private boolean single(String line) {
        if (steps.isEmpty() && EMPTY.matcher(line).find()) {
            inSingles = true;
            return false;
        }
        Matcher single = SINGLE.matcher(line);
        if (!inSingles || !single.matches()) {
            inSingles = inSingles && line.isBlank();
            return false;
        }
        add(single.group(1));
        return true;
    }

    private void add(String address) {
        if (steps.size() < MOST) {
            steps.add(new Suspect(Long.parseLong(address, 16), steps.isEmpty() ? Origin.PC : Origin.BACKTRACE));
        }
    }

    List<Suspect> steps() {
        return steps;
    }
}
