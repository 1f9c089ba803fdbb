package dev.aegis.firmware.trace;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.elf.Architecture;
import dev.aegis.firmware.trace.Panic.Origin;
import dev.aegis.firmware.trace.Panic.Suspect;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a panic, register dump or backtrace from text, which may be a whole serial log. Of several crashes the first
/// is read, since a chip in a reset loop prints the same again.
public final class PanicReader {
    private static final Pattern ELF = Pattern.compile("ELF file SHA256:\\s+([0-9a-f]{6,64})");
    private static final Pattern REGISTER = Pattern.compile("\\b([A-Z][A-Z0-9/]{0,9})\\s*: 0x([0-9a-fA-F]{8})\\b");
    private static final Pattern STACK_ROW = Pattern.compile("\\b([0-9a-fA-F]{8}):((?: 0x[0-9a-fA-F]{8})+)");
    private static final Pattern BACKTRACE = Pattern.compile("Backtrace:((?:\\s*0x[0-9a-fA-F]{8}:0x[0-9a-fA-F]{8})+)");
    private static final Pattern MORE_PAIRS =
            Pattern.compile("\\s*((?:0x[0-9a-fA-F]{8}:0x[0-9a-fA-F]{8}\\s*)+)(?:\\|<-.*)?");
    private static final Pattern PAIR = Pattern.compile("0x([0-9a-fA-F]{8}):0x[0-9a-fA-F]{8}");
    private static final Pattern WORD = Pattern.compile("\\b0x([0-9a-fA-F]{8})\\b");
    /// The place where the program itself stopped. Its message is more exact than the registers after it.
    private static final Pattern GAVE_UP =
            Pattern.compile("(?:abort\\(\\) was called at PC|failed: .* at) 0x([0-9a-fA-F]{8})");
    private static final Pattern DUMP = Pattern.compile("Core\\s+\\d+ register dump:");
    private static final Pattern CODE = Pattern.compile("\\b0x(4[0-9a-fA-F]{7})\\b");
    private static final int MOST_SUSPECTS = 256;

    private final Map<String, Long> registers = new LinkedHashMap<>();
    private final List<Suspect> traced = new ArrayList<>();
    private final List<Suspect> stack = new ArrayList<>();
    private @Nullable String reason;
    private @Nullable String elfSha256;
    private final List<Suspect> gaveUp = new ArrayList<>();
    private boolean crashed;
    private int dumps;
    private boolean inBacktrace;

    private PanicReader() {}

    /// @throws FirmwareException if the text contains no code address
    public static Panic read(String text) {
        PanicReader reader = new PanicReader();
        for (Iterator<String> lines = text.lines().iterator(); lines.hasNext() && reader.goesOn(lines.next()); ) {
            // each line is taken by the condition
        }
        return reader.panic(text);
    }

    /// @return false where the first crash has ended
    private boolean goesOn(String line) {
        Matcher elf = ELF.matcher(line);
        if (elf.find()) {
            elfSha256 = elf.group(1);
        }
        reason(line);
        dumps += DUMP.matcher(line).find() ? 1 : 0;
        // The rest belongs to the other core, which did not crash.
        if (dumps < 2) {
            stackRow(line);
            registers(line);
        }
        backtrace(line);
        return !(crashed && line.contains("Rebooting..."));
    }

    private void reason(String line) {
        String why = PanicReason.of(line);
        if (why != null) {
            crashed = true;
            reason = reason == null ? why : reason;
        }
        String more = PanicReason.detail(line);
        if (more != null && reason != null && !reason.contains(more)) {
            reason += ": " + more;
        }
        Matcher place = GAVE_UP.matcher(line);
        if (place.find() && gaveUp.size() < MOST_SUSPECTS) {
            add(gaveUp, Long.valueOf(place.group(1), 16), Origin.PC);
        }
    }

    private void registers(String line) {
        Matcher register = REGISTER.matcher(line);
        while (register.find()) {
            registers.putIfAbsent(register.group(1), Long.valueOf(register.group(2), 16));
            crashed = true;
        }
    }

    private void backtrace(String line) {
        Matcher begin = BACKTRACE.matcher(line);
        boolean begins = traced.isEmpty() && begin.find();
        // A terminal may have wrapped a long one.
        if (!begins && !(inBacktrace && MORE_PAIRS.matcher(line).matches())) {
            inBacktrace = inBacktrace && line.isBlank();
            return;
        }
        inBacktrace = true;
        crashed = true;
        Matcher pair = PAIR.matcher(line);
        while (pair.find() && traced.size() < MOST_SUSPECTS) {
            traced.add(new Suspect(Long.parseLong(pair.group(1), 16), traced.isEmpty() ? Origin.PC : Origin.BACKTRACE));
        }
    }

    private void stackRow(String line) {
        Matcher row = STACK_ROW.matcher(line);
        if (!row.find()) {
            return;
        }
        Matcher word = WORD.matcher(row.group(2));
        while (word.find() && stack.size() < 64 * MOST_SUSPECTS) {
            stack.add(new Suspect(Long.parseLong(word.group(1), 16), Origin.STACK));
        }
    }

    private Panic panic(String text) {
        Architecture architecture = architecture();
        List<Suspect> suspects = new ArrayList<>(traced);
        if (traced.isEmpty()) {
            suspects.addAll(gaveUp);
            registers(suspects, architecture);
        }
        suspects.addAll(stack);
        if (suspects.isEmpty()) {
            Matcher code = CODE.matcher(text);
            while (code.find() && suspects.size() < MOST_SUSPECTS) {
                suspects.add(new Suspect(Long.parseLong(code.group(1), 16), Origin.PC));
            }
        }
        if (suspects.isEmpty() && reason == null) {
            throw new FirmwareException(
                    "no_crash_found",
                    "this text holds no panic, backtrace or code address: paste the lines from 'Guru Meditation Error'"
                            + " or 'Backtrace:' on");
        }
        return new Panic(reason, architecture, registers, suspects, elfSha256);
    }

    private void registers(List<Suspect> suspects, @Nullable Architecture architecture) {
        if (architecture == Architecture.RISC_V) {
            add(suspects, registers.get("MEPC"), Origin.PC);
            add(suspects, registers.get("RA"), Origin.RETURN);
            return;
        }
        add(suspects, registers.get("PC"), Origin.PC);
        Long returns = registers.get("A0");
        if (returns != null && returns != 0) {
            // The two highest bits hold how far the call moved the register window.
            add(suspects, (returns & 0x3fff_ffff) | 0x4000_0000, Origin.RETURN);
        }
    }

    private @Nullable Architecture architecture() {
        if (registers.containsKey("MEPC") || registers.containsKey("MCAUSE")) {
            return Architecture.RISC_V;
        }
        boolean xtensa = registers.containsKey("EXCVADDR") || registers.containsKey("EXCCAUSE");
        return xtensa ? Architecture.XTENSA : null;
    }

    private static void add(List<Suspect> suspects, @Nullable Long address, Origin origin) {
        if (address != null && address != 0) {
            suspects.add(new Suspect(address, origin));
        }
    }
}
