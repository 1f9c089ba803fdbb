package dev.aegis.firmware.trace;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.dwarf.InlineTable;
import dev.aegis.firmware.dwarf.InlineTable.Call;
import dev.aegis.firmware.dwarf.LineTable;
import dev.aegis.firmware.dwarf.SourceLine;
import dev.aegis.firmware.elf.Architecture;
import dev.aegis.firmware.elf.ElfFile;
import dev.aegis.firmware.trace.Panic.Origin;
import dev.aegis.firmware.trace.Panic.Suspect;
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
        return new Crash(panic.reason(), panic.elfSha256() != null, sha256, frames);
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

    /// Returns the addresses without those words of the stack that are not return addresses.
    private List<Suspect> kept(Panic panic) {
        List<Suspect> kept = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        int fromStack = 0;
        for (Suspect suspect : panic.suspects()) {
            if (suspect.origin() != Origin.STACK) {
                seen.add(suspect.address());
                kept.add(suspect);
            } else if (elf.architecture() == Architecture.RISC_V
                    && fromStack < MOST_STACK_FRAMES
                    && calls.returnsTo(suspect.address())
                    && seen.add(suspect.address())) {
                fromStack++;
                kept.add(suspect);
            }
        }
        return kept;
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
        return new Frame(
                suspect.address(),
                suspect.origin(),
                functions.size() > 1 ? functions.getFirst().name() : outermost,
                symbol.map(at -> suspect.address() - at.address()).orElse(0L),
                line == null ? null : shown(line.file()),
                line == null || line.line() == 0 ? null : Integer.valueOf(line.line()),
                callers(functions, outermost));
    }

    private List<Frame.Caller> callers(List<Call> functions, @Nullable String outermost) {
        List<Frame.Caller> callers = new ArrayList<>();
        for (int i = 1; i < functions.size(); i++) {
            SourceLine called = functions.get(i - 1).called();
            boolean last = i == functions.size() - 1;
            callers.add(new Frame.Caller(
                    last && outermost != null ? outermost : functions.get(i).name(),
                    called == null ? null : shown(called.file()),
                    called == null ? null : Integer.valueOf(called.line())));
        }
        return callers;
    }

    private String shown(String file) {
        return file.startsWith(projectRoot) ? file.substring(projectRoot.length()) : file;
    }
}
