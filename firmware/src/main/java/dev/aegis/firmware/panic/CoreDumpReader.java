package dev.aegis.firmware.panic;

import dev.aegis.firmware.panic.Panic.Origin;
import dev.aegis.firmware.panic.Panic.Place;
import dev.aegis.firmware.panic.Panic.Suspect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a printed core dump: the report of `idf.py coredump-info`, or the base64 text of the chip itself.
final class CoreDumpReader {
    private static final Pattern BEGIN = Pattern.compile("=+ (?:ESP32 )?CORE DUMP START =+");
    private static final Pattern END = Pattern.compile("=+ (?:ESP32 )?CORE DUMP END =+");
    private static final Pattern TASK = Pattern.compile("Crashed task handle: 0x\\w+, name: '(.*?)'");
    private static final Pattern REASON = Pattern.compile("^\\s*Panic reason: (.+)");
    private static final Pattern REGISTER =
            Pattern.compile("^([a-z][a-z0-9]{1,8})\\s+0x([0-9a-f]{1,8})\\s*(?:\\((\\w[^)]*)\\)|0x\\w+ <(.+?)>)?");
    private static final Pattern FRAME =
            Pattern.compile("^#(\\d+)\\s+(?:0x([0-9a-f]{8}) in )?(.+?) \\(.*?\\)(?: at (\\S+?):(\\d+))?\\s*$");
    private static final Pattern NEXT_THREAD = Pattern.compile("^=+ (?:THREADS INFO|THREAD \\d+)");
    private static final Pattern BASE64 = Pattern.compile("^[A-Za-z0-9+/]{16,}={0,2}$");
    private static final int MOST_FRAMES = 64;

    private final List<Suspect> frames = new ArrayList<>();
    private boolean inside;
    private boolean begun;
    private boolean own = true;
    private long base64;
    private @Nullable Suspect counter;

    /// @return whether the line belongs to a core dump and has been read
    boolean line(String line, PanicFacts facts) {
        if (BEGIN.matcher(line).find()) {
            inside = true;
            begun = true;
            return true;
        }
        if (!inside) {
            return false;
        }
        String trimmed = line.strip();
        if (END.matcher(line).find()) {
            inside = false;
        } else if (BASE64.matcher(trimmed).matches()) {
            base64 += trimmed.length() / 4 * 3L;
        } else {
            own &= !NEXT_THREAD.matcher(trimmed).find();
            if (own) {
                report(trimmed, facts);
            }
        }
        return true;
    }

    private void report(String line, PanicFacts facts) {
        Matcher task = TASK.matcher(line);
        if (task.find() && !task.group(1).isBlank()) {
            facts.task(task.group(1));
            return;
        }
        Matcher reason = REASON.matcher(line);
        if (reason.find()) {
            PanicReasons.Reason known = PanicReasons.of(line);
            String text = reason.group(1).strip();
            facts.reason(known == null ? new PanicReasons.Reason(ExceptionNames.kind(text), text, null) : known);
            return;
        }
        Matcher frame = FRAME.matcher(line);
        if (frame.find()) {
            frame(frame);
            return;
        }
        Matcher register = REGISTER.matcher(line);
        if (register.find()) {
            register(register, facts);
        }
    }

    private void register(Matcher register, PanicFacts facts) {
        long value = Long.parseLong(register.group(2), 16);
        String name = register.group(1);
        facts.registers.putIfAbsent(name.toUpperCase(Locale.ROOT), value);
        if (name.equals("pc")) {
            String symbol = register.group(4);
            counter = new Suspect(value, Origin.PC, symbol == null ? null : new Place(symbol, null, null));
        } else if (name.equals("exccause") || name.equals("mcause")) {
            String cause = register.group(3);
            if (cause != null) {
                String text = cause.replaceFirst("Cause$", "");
                facts.reason(new PanicReasons.Reason(ExceptionNames.kind(text), text, cpu(text)));
            }
        }
    }

    private void frame(Matcher frame) {
        if (frames.size() >= MOST_FRAMES) {
            return;
        }
        String address = frame.group(2);
        boolean first = frames.isEmpty();
        long at = address != null ? Long.parseLong(address, 16) : first && counter != null ? counter.address() : 0;
        String line = frame.group(5);
        frames.add(new Suspect(
                at,
                first ? Origin.PC : Origin.BACKTRACE,
                new Place(frame.group(3), frame.group(4), line == null ? null : Integer.valueOf(line))));
    }

    private static @Nullable Integer cpu(String cause) {
        Matcher cpu = Pattern.compile("CPU(\\d)").matcher(cause);
        return cpu.find() ? Integer.valueOf(cpu.group(1)) : null;
    }

    boolean isPresent() {
        return begun;
    }

    /// Returns the bytes of the dump when it was printed as base64.
    long bytes() {
        return base64;
    }

    List<Suspect> suspects() {
        if (!frames.isEmpty()) {
            return List.copyOf(frames);
        }
        return counter == null ? List.of() : List.of(counter);
    }
}
