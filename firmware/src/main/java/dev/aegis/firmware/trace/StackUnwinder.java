package dev.aegis.firmware.trace;

import dev.aegis.firmware.dwarf.CallFrames;
import dev.aegis.firmware.dwarf.FrameRules;
import dev.aegis.firmware.dwarf.FrameRules.Rule;
import dev.aegis.firmware.elf.ElfFile;
import dev.aegis.firmware.panic.Panic;
import dev.aegis.firmware.panic.Panic.Origin;
import dev.aegis.firmware.panic.Panic.Suspect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the callers of a RISC-V panic as a debugger does: by the program's own frame information, from the registers
/// and the words of the stack that the chip printed.
final class StackUnwinder {
    private static final int RETURN = 1;
    private static final int STACK = 2;
    private static final int MOST_FRAMES = 64;
    private static final String[] NAMES = {
        "", "RA", "SP", "GP", "TP", "T0", "T1", "T2", "S0/FP", "S1", "A0", "A1", "A2", "A3", "A4", "A5", "A6", "A7",
        "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "S10", "S11", "T3", "T4", "T5", "T6"
    };

    private final CallFrames frames;
    private final CallSites calls;

    /// @param frames the crash first, then its callers
    /// @param brokenAt the address on the stack behind which the callers were lost; absent when none is missing
    record Chain(List<Suspect> frames, @Nullable Long brokenAt) {
        Chain {
            frames = List.copyOf(frames);
        }
    }

    StackUnwinder(ElfFile elf, CallSites calls) {
        this.frames = new CallFrames(elf);
        this.calls = calls;
    }

    /// @return a chain of the program counter alone when even the first caller is unknown
    Chain unwind(Panic panic) {
        return new Walk(panic).run();
    }

    private final class Walk {
        private final Map<Long, Long> memory;
        private final List<Suspect> chain = new ArrayList<>();
        private Map<Integer, Long> registers = new HashMap<>();
        private long counter;
        private boolean exact = true;
        private boolean described;

        Walk(Panic panic) {
            this.memory = panic.stack();
            for (int i = 1; i < NAMES.length; i++) {
                Long value = panic.registers().get(NAMES[i]);
                if (value != null) {
                    registers.put(i, value);
                }
            }
            this.counter = panic.registers().getOrDefault("MEPC", 0L);
            chain.add(new Suspect(counter, Origin.PC));
        }

        Chain run() {
            while (chain.size() < MOST_FRAMES) {
                FrameRules rules = frames.at(exact ? counter : counter - 1).orElse(null);
                if (rules == null) {
                    if (chain.size() > 1) {
                        return described ? ended() : broken();
                    }
                    // Code without frame information, or no code at all: a call has left its return address.
                    if (!goTo(registers.get(RETURN), Origin.RETURN, false)) {
                        return broken();
                    }
                    continue;
                }
                described = true;
                Step step = step(rules);
                if (step == Step.ENDED) {
                    return ended();
                }
                if (step == Step.BROKEN) {
                    return broken();
                }
            }
            return ended();
        }

        private Step step(FrameRules rules) {
            Long base = registers.get(rules.base());
            if (base == null) {
                return Step.BROKEN;
            }
            long frame = (base + rules.offset()) & 0xffff_ffffL;
            if (rules.registers().get(rules.returnRegister()) instanceof Rule.Undefined) {
                return Step.ENDED;
            }
            Map<Integer, Long> callers = new HashMap<>();
            registers.forEach((register, value) -> {
                Long now = value(rules.registers().get(register), value, frame);
                if (now != null) {
                    callers.put(register, now);
                }
            });
            rules.registers().forEach((register, rule) -> {
                Long now = registers.containsKey(register) ? null : value(rule, null, frame);
                if (now != null) {
                    callers.put(register, now);
                }
            });
            boolean moved = frame != registers.getOrDefault(STACK, frame);
            callers.put(STACK, frame);
            Long returns = callers.get(rules.returnRegister());
            boolean leaf = !rules.registers().containsKey(rules.returnRegister());
            if (leaf && chain.size() > 1 && !exact) {
                // A function that has called another one must have saved its return address.
                return Step.BROKEN;
            }
            registers = callers;
            if (returns == null) {
                return moved ? Step.BROKEN : Step.ENDED;
            }
            if (returns == 0) {
                return Step.ENDED;
            }
            return goTo(returns, Origin.BACKTRACE, rules.signal()) ? Step.GONE : Step.BROKEN;
        }

        private @Nullable Long value(@Nullable Rule rule, @Nullable Long now, long frame) {
            return switch (rule) {
                case null -> now;
                case Rule.Same same -> now;
                case Rule.Undefined undefined -> null;
                case Rule.Saved saved -> memory.get((frame + saved.offset()) & 0xffff_ffffL);
                case Rule.Computed computed -> (frame + computed.offset()) & 0xffff_ffffL;
                case Rule.Moved moved -> registers.get(moved.register());
            };
        }

        private boolean goTo(@Nullable Long address, Origin origin, boolean interrupted) {
            if (address == null || (!interrupted && !calls.returnsTo(address))) {
                return false;
            }
            counter = address;
            exact = interrupted;
            chain.add(new Suspect(address, origin));
            return true;
        }

        private Chain ended() {
            return new Chain(chain, null);
        }

        private Chain broken() {
            return new Chain(chain, registers.getOrDefault(STACK, 0L));
        }
    }

    private enum Step {
        GONE,
        ENDED,
        BROKEN
    }
}
