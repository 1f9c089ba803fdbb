package dev.aegis.firmware.trace;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.cxx.CxxName;
import dev.aegis.firmware.dwarf.InlineTable;
import dev.aegis.firmware.dwarf.InlineTable.Call;
import dev.aegis.firmware.dwarf.LineTable;
import dev.aegis.firmware.dwarf.SourceLine;
import dev.aegis.firmware.elf.Architecture;
import dev.aegis.firmware.elf.ElfFile;
import dev.aegis.firmware.panic.Explanation;
import dev.aegis.firmware.panic.Panic;
import dev.aegis.firmware.panic.Panic.Origin;
import dev.aegis.firmware.panic.Panic.Suspect;
import dev.aegis.firmware.trace.StackUnwinder.Chain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks up the addresses of a panic in the ELF file that the application was made from.
public final class CrashDecoder {
    private static final int MOST_STACK_FRAMES = 24;

    private final ElfFile elf;
    private final String projectRoot;
    private final Symbols symbols;
    private final CallSites calls;

    /// @param projectRoot the project's path during the build, such as `/project`; it is removed from file names
    public CrashDecoder(ElfFile elf, String projectRoot) {
        this.elf = elf;
        this.projectRoot = projectRoot + "/";
        this.symbols = new Symbols(elf);
        this.calls = new CallSites(elf);
    }

    /// @throws FirmwareException if the panic belongs to another program
    public Crash decode(Panic panic) {
        String sha256 = elf.sha256();
        check(panic, sha256);
        List<Suspect> kept = kept(panic);
        List<Long> addresses = kept.stream().map(this::lookedUp).toList();
        Map<Long, SourceLine> lines = new LineTable(elf).find(addresses);
        Map<Long, List<Call>> functions = inlined(addresses);
        List<Frame> frames = kept.stream()
                .map(suspect -> frame(
                        suspect, lines.get(lookedUp(suspect)), functions.getOrDefault(lookedUp(suspect), List.of())))
                .toList();
        Explanation explanation = FrameMeaning.refined(panic.explanation(), frames);
        return new Crash(panic.reason(), explanation, panic.elfSha256() != null, sha256, null, frames);
    }

    /// Returns nothing if the debug information has a form that is not supported: a crash still has functions and
    /// lines.
    private Map<Long, List<Call>> inlined(List<Long> addresses) {
        try {
            return new InlineTable(elf).find(addresses);
        } catch (FirmwareException unreadable) {
            return Map.of();
        }
    }

    private void check(Panic panic, String sha256) {
        String printed = panic.elfSha256();
        if (printed != null && !sha256.startsWith(printed)) {
            throw new FirmwareException(
                    "elf_of_other_build",
                    "the application was made from an ELF file with the SHA-256 " + printed + "..., this one has "
                            + sha256.substring(0, Math.max(9, printed.length()))
                            + "...; use the ELF file of the build that runs on the chip");
        }
        if (panic.architecture() != null && panic.architecture() != elf.architecture()) {
            throw new FirmwareException(
                    "elf_for_other_chip",
                    "the panic is of a " + panic.architecture().wire() + " chip, the ELF file is for "
                            + elf.architecture().wire());
        }
    }

    /// Returns the addresses of the panic and of its callers.
    private List<Suspect> kept(Panic panic) {
        boolean dumped =
                panic.registers().containsKey("MEPC") && panic.registers().containsKey("SP");
        boolean traced = panic.suspects().stream().anyMatch(suspect -> suspect.origin() == Origin.BACKTRACE);
        if (elf.architecture() != Architecture.RISC_V || !dumped || traced) {
            return panic.suspects();
        }
        Chain chain = new StackUnwinder(elf, calls).unwind(panic);
        Long broken = chain.brokenAt();
        if (broken == null) {
            return chain.frames();
        }
        List<Suspect> kept = new ArrayList<>(chain.frames().size() > 1 ? chain.frames() : certain(panic));
        scanned(panic, broken, kept);
        return kept;
    }

    /// Returns the addresses that the panic names itself. The return register is a guess where the function has written
    /// to it.
    private List<Suspect> certain(Panic panic) {
        return panic.suspects().stream()
                .filter(suspect -> suspect.origin() != Origin.RETURN)
                .toList();
    }

    /// Adds the return addresses among the words of the stack.
    private void scanned(Panic panic, long from, List<Suspect> kept) {
        Set<Long> seen = new HashSet<>();
        kept.forEach(suspect -> seen.add(suspect.address()));
        Long returns = panic.registers().get("RA");
        List<Long> words = new ArrayList<>(returns == null || kept.size() > 1 ? List.of() : List.of(returns));
        words.addAll(panic.stack().tailMap(from).values());
        words.stream()
                .filter(calls::returnsTo)
                .filter(seen::add)
                .limit(MOST_STACK_FRAMES)
                .forEach(word -> kept.add(new Suspect(word, Origin.STACK)));
    }

    /// Returns the address to look up. A return address is after its call, where another line may begin. A backtrace of
    /// an Xtensa chip already points into the call, one of a RISC-V chip does not.
    private long lookedUp(Suspect suspect) {
        return switch (suspect.origin()) {
            case PC -> suspect.address();
            case BACKTRACE -> suspect.address() - (elf.architecture() == Architecture.RISC_V ? 1 : 0);
            case RETURN, STACK -> suspect.address() - 1;
        };
    }

    private Frame frame(Suspect suspect, @Nullable SourceLine line, List<Call> functions) {
        Optional<Symbols.Symbol> symbol = symbols.at(lookedUp(suspect));
        String outermost =
                symbol.map(Symbols.Symbol::name).map(CxxName::readable).orElse(null);
        // A symbol table may have several names for one function. A lambda has its whole name only there.
        boolean lambda = outermost != null && outermost.contains("{lambda");
        if (!functions.isEmpty() && name(functions.getLast()) != null && !lambda) {
            outermost = name(functions.getLast());
        }
        return new Frame(
                suspect.address(),
                suspect.origin(),
                functions.size() > 1 ? name(functions.getFirst()) : outermost,
                symbol.map(at -> suspect.address() - at.address()).orElse(0L),
                line == null ? null : shown(line.file()),
                line == null || line.line() == 0 ? null : Integer.valueOf(line.line()),
                callers(functions, outermost));
    }

    /// Returns the name that the debug information gives.
    private static @Nullable String name(Call call) {
        return call.symbol() == null ? call.name() : CxxName.readable(call.symbol());
    }

    private List<Frame.Caller> callers(List<Call> functions, @Nullable String outermost) {
        List<Frame.Caller> callers = new ArrayList<>();
        for (int i = 1; i < functions.size(); i++) {
            SourceLine called = functions.get(i - 1).called();
            callers.add(new Frame.Caller(
                    i == functions.size() - 1 ? outermost : name(functions.get(i)),
                    called == null ? null : shown(called.file()),
                    called == null ? null : Integer.valueOf(called.line())));
        }
        return callers;
    }

    private String shown(String file) {
        String inProject = SandboxFile.relative(file);
        return inProject.startsWith(projectRoot) ? inProject.substring(projectRoot.length()) : inProject;
    }
}
