package dev.aegis.firmware.panic;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.elf.Architecture;
import dev.aegis.firmware.panic.Panic.Origin;
import dev.aegis.firmware.panic.Panic.Suspect;
import dev.aegis.firmware.text.LinePrefix;
import dev.aegis.firmware.text.TerminalCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a panic, register dump or backtrace from text, which may be a whole serial log. Of several crashes the first
/// is read, since a chip in a reset loop prints the same again.
public final class PanicReader {
    private static final Pattern ELF = Pattern.compile("ELF file SHA256:\\s+([0-9a-f]{6,64})");
    private static final Pattern PLACEHOLDER = Pattern.compile("0+|f+");
    private static final Pattern REGISTER = Pattern.compile("\\b([A-Z][A-Z0-9/]{0,9})\\s*: 0x([0-9a-fA-F]{8})\\b");
    /// As esp-hal prints them, `mtval=0x00000000` and `RA/x1=0x42000b24`.
    private static final Pattern ASSIGNED =
            Pattern.compile("\\b([A-Za-z][A-Za-z0-9]{0,8})(?:/x\\d+)?=0x([0-9a-fA-F]{8})\\b");
    private static final Pattern STACK_ROW = Pattern.compile("\\b([0-9a-fA-F]{8}):((?: 0x[0-9a-fA-F]{8})+)");
    private static final Pattern WORD = Pattern.compile("\\b0x([0-9a-fA-F]{8})\\b");
    /// The place where the program itself stopped. Its message is more exact than the registers after it.
    private static final Pattern GAVE_UP = Pattern.compile(
            "(?:abort\\(\\) was called at PC|ESP_ERROR_CHECK failed: .* at) 0x([0-9a-fA-F]{8})(?: on core (\\d))?");
    private static final Pattern LOGGED = Pattern.compile("E \\([\\d:. -]+\\) ([\\w.-]+: .+)");
    private static final Pattern DUMP = Pattern.compile("Core\\s+(\\d+) register dump:");
    private static final int MOST_STACK_WORDS = 16 * 1024;

    private final ResetReader resets = new ResetReader();
    private final CoreDumpReader coreDump = new CoreDumpReader();
    private PanicFacts facts = new PanicFacts();
    private WatchdogReader watchdog = new WatchdogReader();
    private BacktraceReader backtrace = new BacktraceReader();
    private List<Suspect> gaveUp = new ArrayList<>();
    private SortedMap<Long, Long> stack = new TreeMap<>();
    private @Nullable String elfSha256;
    private boolean crashed;
    private boolean ended;
    private int dumps;

    private PanicReader() {}

    /// @throws FirmwareException if the text contains no crash
    public static Panic read(String text) {
        PanicReader reader = new PanicReader();
        List<String> lines =
                text.lines().map(TerminalCodes::remove).map(LinePrefix::strip).toList();
        for (String line : lines) {
            reader.resets.line(line);
            if (!reader.ended) {
                reader.line(line);
            }
        }
        return reader.panic(lines);
    }

    private void line(String line) {
        Matcher elf = ELF.matcher(line);
        if (elf.find() && !PLACEHOLDER.matcher(elf.group(1)).matches()) {
            elfSha256 = elf.group(1);
        }
        if (coreDump.line(line, facts)) {
            return;
        }
        reason(line);
        watchdog.line(line);
        Matcher dump = DUMP.matcher(line);
        if (dump.find()) {
            dumps++;
            facts.core(dumps == 1 ? Integer.valueOf(dump.group(1)) : null);
        }
        // The rest belongs to the other core, which did not crash.
        if (dumps < 2) {
            stackRow(line);
            registers(line);
        }
        crashed |= backtrace.line(line);
        ended = crashed && line.contains("Rebooting...");
    }

    private void reason(String line) {
        PanicReasons.Reason why = PanicReasons.of(line);
        if (why != null) {
            boolean survived = facts.kind == CrashKind.TASK_WATCHDOG && !watchdog.isAborting();
            if (survived && why.kind() != CrashKind.TASK_WATCHDOG) {
                restart();
            }
            crashed = true;
            facts.reason(why);
        } else if (!crashed && !line.isBlank()) {
            Matcher logged = LOGGED.matcher(line);
            if (logged.matches()) {
                facts.logged(logged.group(1));
            } else {
                facts.logged.clear();
            }
        } else if (crashed) {
            facts.detail(PanicReasons.detail(line));
            facts.part(PanicReasons.part(line));
        }
        Matcher place = GAVE_UP.matcher(line);
        if (place.find()) {
            add(gaveUp, Long.valueOf(place.group(1), 16), Origin.PC);
            facts.core(place.group(2) == null ? null : Integer.valueOf(place.group(2)));
        }
    }

    /// Forgets the report of a task watchdog that the program survived.
    private void restart() {
        facts = new PanicFacts();
        watchdog = new WatchdogReader();
        backtrace = new BacktraceReader();
        gaveUp = new ArrayList<>();
        stack = new TreeMap<>();
        dumps = 0;
    }

    private void registers(String line) {
        Matcher register = REGISTER.matcher(line);
        while (register.find()) {
            facts.registers.putIfAbsent(register.group(1), Long.valueOf(register.group(2), 16));
        }
        Matcher assigned = ASSIGNED.matcher(line);
        while (crashed && assigned.find()) {
            facts.registers.putIfAbsent(
                    assigned.group(1).toUpperCase(Locale.ROOT), Long.valueOf(assigned.group(2), 16));
        }
        crashed |= facts.hasDump();
    }

    private void stackRow(String line) {
        Matcher row = STACK_ROW.matcher(line);
        if (!row.find()) {
            return;
        }
        long at = Long.parseLong(row.group(1), 16);
        Matcher word = WORD.matcher(row.group(2));
        while (word.find() && stack.size() < MOST_STACK_WORDS) {
            stack.putIfAbsent(at, Long.valueOf(word.group(1), 16));
            at += 4;
        }
    }

    private Panic panic(List<String> lines) {
        resets.explain(facts);
        facts.tasks = watchdog.tasks();
        if (facts.kind == CrashKind.TASK_WATCHDOG && facts.tasks != null) {
            facts.part(facts.tasks.shown());
        }
        List<Suspect> suspects = new ArrayList<>(suspects());
        if (coreDump.isPresent() && facts.reason == null) {
            facts.reason = "core dump";
            facts.kind = suspects.isEmpty() && coreDump.bytes() > 0 ? CrashKind.CORE_DUMP : facts.kind;
        }
        if (facts.reason == null) {
            derive();
        }
        if (suspects.isEmpty() && facts.reason == null) {
            suspects.addAll(BareAddresses.in(lines));
        }
        if (suspects.isEmpty() && facts.reason == null) {
            throw new FirmwareException("no_crash_found", NoCrash.sentence(lines, resets));
        }
        return new Panic(
                facts.reason, Explainer.of(facts), facts.architecture(), facts.registers, suspects, stack, elfSha256);
    }

    private void derive() {
        String name = facts.hasDump() ? ExceptionNames.of(facts.architecture(), facts.registers) : null;
        if (name != null) {
            facts.reason(new PanicReasons.Reason(ExceptionNames.kind(name), name, null));
        }
    }

    private List<Suspect> suspects() {
        if (!coreDump.suspects().isEmpty()) {
            return coreDump.suspects();
        }
        List<Suspect> suspects = new ArrayList<>();
        if (!backtrace.steps().isEmpty()) {
            return XtensaCall.corrected(facts, backtrace.steps());
        }
        suspects.addAll(gaveUp);
        registers(suspects);
        return suspects;
    }

    private void registers(List<Suspect> suspects) {
        if (!facts.hasDump()) {
            return;
        }
        if (facts.architecture() == Architecture.RISC_V) {
            suspects.add(new Suspect(facts.registers.getOrDefault("MEPC", 0L), Origin.PC));
            add(suspects, facts.registers.get("RA"), Origin.RETURN);
            return;
        }
        suspects.add(new Suspect(facts.registers.getOrDefault("PC", 0L), Origin.PC));
        Long returns = facts.registers.get("A0");
        add(suspects, returns == null || returns == 0 ? null : Long.valueOf(XtensaCall.plain(returns)), Origin.RETURN);
    }

    private static void add(List<Suspect> suspects, @Nullable Long address, Origin origin) {
        if (address != null && address != 0) {
            suspects.add(new Suspect(address, origin));
        }
    }
}
