package dev.aegis.firmware.dwarf;

import dev.aegis.firmware.dwarf.FrameRules.Rule;
import dev.aegis.firmware.elf.ElfFile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// Runs the instructions of a frame description up to one address (DWARF, section 6.4.2).
final class FrameProgram {
    private static final int MOST_STATES = 64;

    private final FrameEntry.Common common;
    private final Deque<State> states = new ArrayDeque<>();
    private Map<Integer, Rule> initial = Map.of();
    private State state = new State(0, 0, new HashMap<>());
    private long address;

    private record State(int base, long offset, Map<Integer, Rule> rules) {
        State copy() {
            return new State(base, offset, new HashMap<>(rules));
        }
    }

    private FrameProgram(FrameEntry.Common common) {
        this.common = common;
    }

    static FrameRules at(FrameEntry entry, DwarfBytes in, long wanted) {
        FrameProgram program = new FrameProgram(entry.common());
        in.moveTo(entry.common().program());
        program.run(in, entry.common().end(), Long.MAX_VALUE);
        program.initial = Map.copyOf(program.state.rules());
        program.address = entry.from();
        in.moveTo(entry.program());
        program.run(in, entry.end(), wanted);
        return new FrameRules(
                program.state.base(),
                program.state.offset(),
                program.state.rules(),
                entry.common().returnRegister(),
                entry.common().signal());
    }

    private void run(DwarfBytes in, int end, long wanted) {
        while (in.at() < end) {
            int opcode = in.u8();
            int operand = opcode & 0x3f;
            switch (opcode >> 6) {
                case 1 -> address += (long) operand * common.codeUnit();
                case 2 -> state.rules().put(operand, new Rule.Saved(in.unsignedLeb() * common.dataUnit()));
                case 3 -> restore(operand);
                default -> extended(in, opcode);
            }
            if (address > wanted) {
                return;
            }
        }
    }

    private void extended(DwarfBytes in, int opcode) {
        switch (opcode) {
            case 0x00 -> {}
            case 0x01 -> address = in.u32();
            case 0x02 -> address += (long) in.u8() * common.codeUnit();
            case 0x03 -> address += (long) in.u16() * common.codeUnit();
            case 0x04 -> address += in.u32() * common.codeUnit();
            case 0x05 -> put(in, new Rule.Saved(0), true);
            case 0x06 -> restore((int) in.unsignedLeb());
            case 0x07 -> put(in, new Rule.Undefined(), false);
            case 0x08 -> put(in, new Rule.Same(), false);
            case 0x09 -> state.rules().put((int) in.unsignedLeb(), new Rule.Moved((int) in.unsignedLeb()));
            case 0x0a -> remember();
            case 0x0b -> recall();
            case 0x0c -> state = new State((int) in.unsignedLeb(), in.unsignedLeb(), state.rules());
            case 0x0d -> state = new State((int) in.unsignedLeb(), state.offset(), state.rules());
            case 0x0e -> state = new State(state.base(), in.unsignedLeb(), state.rules());
            case 0x11 -> signed(in, true);
            case 0x12 -> state = new State((int) in.unsignedLeb(), in.signedLeb() * common.dataUnit(), state.rules());
            case 0x13 -> state = new State(state.base(), in.signedLeb() * common.dataUnit(), state.rules());
            case 0x14 -> put(in, new Rule.Computed(0), true);
            case 0x15 -> signed(in, false);
            case 0x2e -> in.unsignedLeb();
            case 0x2f ->
                state.rules().put((int) in.unsignedLeb(), new Rule.Saved(-in.unsignedLeb() * common.dataUnit()));
            default -> throw ElfFile.malformed("its frame information uses the instruction " + opcode);
        }
    }

    private void put(DwarfBytes in, Rule rule, boolean withOffset) {
        int register = (int) in.unsignedLeb();
        long offset = withOffset ? in.unsignedLeb() * common.dataUnit() : 0;
        state.rules()
                .put(
                        register,
                        switch (rule) {
                            case Rule.Saved saved -> new Rule.Saved(offset);
                            case Rule.Computed computed -> new Rule.Computed(offset);
                            case Rule.Moved moved -> moved;
                            case Rule.Same same -> same;
                            case Rule.Undefined undefined -> undefined;
                        });
    }

    private void signed(DwarfBytes in, boolean saved) {
        int register = (int) in.unsignedLeb();
        long offset = in.signedLeb() * common.dataUnit();
        state.rules().put(register, saved ? new Rule.Saved(offset) : new Rule.Computed(offset));
    }

    private void restore(int register) {
        Rule rule = initial.get(register);
        if (rule == null) {
            state.rules().remove(register);
        } else {
            state.rules().put(register, rule);
        }
    }

    private void remember() {
        if (states.size() >= MOST_STATES) {
            throw ElfFile.malformed("its frame information remembers too much");
        }
        states.push(state.copy());
    }

    private void recall() {
        if (!states.isEmpty()) {
            state = states.pop();
        }
    }
}
