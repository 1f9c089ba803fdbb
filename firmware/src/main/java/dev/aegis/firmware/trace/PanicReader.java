package dev.aegis.firmware.trace;

import dev.aegis.firmware.FirmwareException;
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

/// Reads a pasted panic, register dump or backtrace; what stands around it may be a whole serial log. Of several
/// crashes the first is taken: a chip in a reset loop repeats itself.
public final class PanicReader {
    private static final Pattern ELF = Pattern.compile("ELF file SHA256:\\s+([0-9a-f]{6,64})");
    private static final Pattern REGISTER = Pattern.compile("\\b([A-Z][A-Z0-9/]{0,9})\\s*: 0x([0-9a-f]{8})\\b");
    private static final Pattern STACK_ROW = Pattern.compile("\\b([0-9a-f]{8}):((?: 0x[0-9a-f]{8})+)");
    private static final Pattern BACKTRACE = Pattern.compile("Backtrace:((?:\\s*0x[0-9a-f]{8}:0x[0-9a-f]{8})+)");
    private static final Pattern MORE_PAIRS = Pattern.compile("\\s*((?:0x[0-9a-f]{8}:0x[0-9a-f]{8}\\s*)+)(?:\\|<-.*)?");
    private static final Pattern PAIR = Pattern.compile("0x([0-9a-f]{8}):0x[0-9a-f]{8}");
    private static final Pattern WORD = Pattern.compile("\\b0x([0-9a-f]{8})\\b");
    private static final Pattern ABORT = Pattern.compile("abort\\(\\) was called at PC 0x([0-9a-f]{8})");
    private static final Pattern CODE = Pattern.compile("\\b0x(4[0-9a-f]{7})\\b");
    private static final int MOST_SUSPECTS = 256;

    private final Map<String, Long> registers = new LinkedHashMap<>();
    private final List<Suspect> traced = new ArrayList<>();
    private final List<Suspect> stack = new ArrayList<>();
    private @Nullable String reason;
    private @Nullable String elfSha256;
    private @Nullable Long abortedAt;
    private boolean crashed;
    private boolean inBacktrace;

    private PanicReader() {}

    /// @throws FirmwareException when the text holds no code address
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
        String why = PanicReason.of(line);
        if (why != null) {
            crashed = true;
            reason = reason == null ? why : reason;
        }
        Matcher abort = ABORT.matcher(line);
        if (abort.find()) {
            abortedAt = Long.valueOf(abort.group(1), 16);
        }
        stackRow(line);
        registers(line);
        backtrace(line);
        return !(crashed && line.contains("Rebooting..."));
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
        boolean begins = begin.find();
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
        List<Suspect> suspects = new ArrayList<>();
        Architecture architecture = architecture();
        if (architecture == Architecture.RISC_V) {
            add(suspects, registers.get("MEPC"), Origin.PC);
            add(suspects, registers.get("RA"), Origin.RETURN);
        } else if (traced.isEmpty()) {
            add(suspects, registers.get("PC"), Origin.PC);
        }
        suspects.addAll(traced);
        if (suspects.isEmpty()) {
            add(suspects, abortedAt, Origin.PC);
        }
        suspects.addAll(stack);
        if (suspects.isEmpty()) {
            Matcher code = CODE.matcher(text);
            while (code.find() && suspects.size() < MOST_SUSPECTS) {
                suspects.add(new Suspect(Long.parseLong(code.group(1), 16), Origin.BACKTRACE));
            }
        }
        if (suspects.isEmpty()) {
            throw new FirmwareException(
                    "no_crash_found",
                    "this text holds no panic, backtrace or code address: paste the lines from 'Guru Meditation Error'"
                            + " or 'Backtrace:' on");
        }
        return new Panic(reason, architecture, registers, suspects, elfSha256);
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
