package dev.aegis.chip.cpu;

import static dev.aegis.chip.cpu.Operation.*;

import dev.aegis.chip.memory.AccessFault;
import dev.aegis.chip.memory.AddressSpace;
import dev.aegis.chip.memory.CodeRegion;
import java.util.function.LongSupplier;

/// One hart. It runs slices of instructions; between slices its owner advances the peripherals and raises
/// interrupts.
public final class Cpu {
    private static final int INTERRUPT = 0x8000_0000;

    private final AddressSpace memory;
    private final Rom rom;
    private final TrapObserver observer;
    private final Decoder decoder;
    private final ControlRegisters control;
    private final AtomicUnit atomicUnit;
    private final int[] registers = new int[33];
    private int pc;
    private long retired;
    private long sliceEnd;
    private boolean waiting;

    public Cpu(AddressSpace memory, Rom rom, CoreFeatures features, LongSupplier cycles, TrapObserver observer) {
        this.memory = memory;
        this.rom = rom;
        this.observer = observer;
        this.decoder = new Decoder(features.atomics());
        this.control = new ControlRegisters(features, new CycleCounter(cycles, () -> retired));
        this.atomicUnit = new AtomicUnit(memory);
    }

    public int pc() {
        return pc;
    }

    public void jump(int address) {
        pc = address;
    }

    public int register(int number) {
        return registers[number];
    }

    public void setRegister(int number, int value) {
        registers[number == 0 ? Instruction.SINK : number] = value;
    }

    /// Instructions executed since reset.
    public long retired() {
        return retired;
    }

    /// Returns whether the core sleeps in `wfi`.
    public boolean isWaiting() {
        return waiting;
    }

    /// Counts a step of sleep like an instruction, so that every run is bounded.
    public void sleepStep() {
        retired++;
    }

    /// Ends the running slice after the current instruction, because a timer, an interrupt or the state of the run may
    /// have changed.
    public void endSlice() {
        sliceEnd = retired;
    }

    /// Raises an interrupt: the core wakes, and jumps to the line's vector if interrupts are enabled.
    public void interrupt(int line) {
        waiting = false;
        if (control.interruptsEnabled()) {
            atomicUnit.clearReservation();
            control.enterTrap(pc, INTERRUPT | line, 0);
            pc = control.trapVector + 4 * line;
        }
    }

    /// Runs at most `instructions` more instructions, fewer if `endSlice` is called.
    public void run(long instructions) {
        sliceEnd = retired + instructions;
        while (retired < sliceEnd && !waiting) {
            try {
                enterNextRegion();
            } catch (AccessFault fault) {
                trap(new Trap(fault.access().cause(), fault.address(), fault.access() + ": " + fault.reason()));
            } catch (Trap trap) {
                trap(trap);
            }
        }
    }

    private void trap(Trap trap) {
        atomicUnit.clearReservation();
        retired++;
        observer.trapped(pc, trap, control.trapVector);
        control.enterTrap(pc, trap.cause(), trap.value());
        pc = control.trapVector;
    }

    private void enterNextRegion() {
        if (rom.covers(pc)) {
            rom.enter(pc);
        } else {
            runIn(memory.code(pc));
        }
    }

    private long decode(CodeRegion region, int slot) {
        int half = memory.fetchHalf(pc);
        boolean compressed = (half & 3) != 3;
        long instruction =
                compressed ? CompressedDecoder.decode(half) : decoder.decode(half | memory.fetchHalf(pc + 2) << 16);
        if (compressed || slot + 1 < region.decoded().length) {
            region.decoded()[slot] = instruction;
            memory.decodedAt(pc, Instruction.length(instruction));
        }
        return instruction;
    }

    /// Runs the inner loop. It is one method with fields unpacked by hand, below the size limit of the JIT compiler.
    private void runIn(CodeRegion region) {
        long[] decoded = region.decoded();
        int base = region.base();
        int[] x = registers;
        while (retired < sliceEnd) {
            int slot = (pc - base) >>> 1;
            if (slot >= decoded.length) {
                return;
            }
            long instruction = decoded[slot];
            if (instruction == 0) {
                instruction = decode(region, slot);
            }
            retired++;
            int packed = (int) instruction;
            int rd = packed >>> 8 & 0x3f;
            int a = x[packed >>> 14 & 0x1f];
            int b = x[packed >>> 19 & 0x1f];
            int immediate = (int) (instruction >>> 32);
            int next = pc + (packed >>> 24 & 7);
            switch (packed & 0xff) {
                case LUI -> x[rd] = immediate;
                case AUIPC -> x[rd] = pc + immediate;
                case JAL -> {
                    x[rd] = next;
                    next = pc + immediate;
                }
                case JALR -> {
                    x[rd] = next;
                    next = a + immediate & ~1;
                }
                case BEQ -> next = a == b ? pc + immediate : next;
                case BNE -> next = a != b ? pc + immediate : next;
                case BLT -> next = a < b ? pc + immediate : next;
                case BGE -> next = a >= b ? pc + immediate : next;
                case BLTU -> next = Integer.compareUnsigned(a, b) < 0 ? pc + immediate : next;
                case BGEU -> next = Integer.compareUnsigned(a, b) >= 0 ? pc + immediate : next;
                case LB -> x[rd] = (byte) memory.loadByte(a + immediate);
                case LH -> x[rd] = (short) memory.loadHalf(a + immediate);
                case LW -> x[rd] = memory.loadWord(a + immediate);
                case LBU -> x[rd] = memory.loadByte(a + immediate);
                case LHU -> x[rd] = memory.loadHalf(a + immediate);
                case SB -> memory.storeByte(a + immediate, b);
                case SH -> memory.storeHalf(a + immediate, b);
                case SW -> memory.storeWord(a + immediate, b);
                case ADDI -> x[rd] = a + immediate;
                case SLTI -> x[rd] = a < immediate ? 1 : 0;
                case SLTIU -> x[rd] = Integer.compareUnsigned(a, immediate) < 0 ? 1 : 0;
                case XORI -> x[rd] = a ^ immediate;
                case ORI -> x[rd] = a | immediate;
                case ANDI -> x[rd] = a & immediate;
                case SLLI -> x[rd] = a << immediate;
                case SRLI -> x[rd] = a >>> immediate;
                case SRAI -> x[rd] = a >> immediate;
                case ADD -> x[rd] = a + b;
                case SUB -> x[rd] = a - b;
                case SLL -> x[rd] = a << b;
                case SLT -> x[rd] = a < b ? 1 : 0;
                case SLTU -> x[rd] = Integer.compareUnsigned(a, b) < 0 ? 1 : 0;
                case XOR -> x[rd] = a ^ b;
                case SRL -> x[rd] = a >>> b;
                case SRA -> x[rd] = a >> b;
                case OR -> x[rd] = a | b;
                case AND -> x[rd] = a & b;
                case MUL -> x[rd] = a * b;
                case MULH -> x[rd] = Arithmetic.multiplyHigh(a, b);
                case MULHSU -> x[rd] = Arithmetic.multiplyHighSignedUnsigned(a, b);
                case MULHU -> x[rd] = Arithmetic.multiplyHighUnsigned(a, b);
                case DIV -> x[rd] = Arithmetic.divide(a, b);
                case DIVU -> x[rd] = Arithmetic.divideUnsigned(a, b);
                case REM -> x[rd] = Arithmetic.remainder(a, b);
                case REMU -> x[rd] = Arithmetic.remainderUnsigned(a, b);
                case FENCE -> {}
                default -> next = rare(instruction, a, b, next);
            }
            pc = next;
        }
    }

    private int rare(long instruction, int a, int b, int next) {
        int operation = Instruction.operation(instruction);
        int immediate = Instruction.immediate(instruction);
        switch (operation) {
            case ILLEGAL ->
                throw new Trap(Trap.ILLEGAL_INSTRUCTION, immediate, "instruction 0x%08x".formatted(immediate));
            case ECALL -> throw new Trap(control.machineMode ? Trap.MACHINE_ECALL : Trap.USER_ECALL, 0, "ecall");
            case EBREAK -> throw new Trap(Trap.BREAKPOINT, pc, "ebreak");
            case MRET -> {
                requireMachineMode();
                endSlice();
                return control.leaveTrap();
            }
            case WFI -> {
                waiting = true;
                endSlice();
            }
            case CSRRW, CSRRS, CSRRC, CSRRWI, CSRRSI, CSRRCI -> accessControl(instruction, operation, a);
            default -> registers[Instruction.destination(instruction)] = atomicUnit.execute(operation, a, b);
        }
        return next;
    }

    private void requireMachineMode() {
        if (!control.machineMode) {
            throw new Trap(Trap.ILLEGAL_INSTRUCTION, 0, "mret in user mode");
        }
    }

    private void accessControl(long instruction, int operation, int a) {
        int number = Instruction.immediate(instruction);
        int source = Instruction.first(instruction);
        int operand = operation >= CSRRWI ? source : a;
        int old = control.read(number);
        switch (operation) {
            case CSRRW, CSRRWI -> control.write(number, operand);
            case CSRRS, CSRRSI -> writeUnlessIdle(number, source, old | operand);
            default -> writeUnlessIdle(number, source, old & ~operand);
        }
        registers[Instruction.destination(instruction)] = old;
        if (number == ControlRegisters.MSTATUS) {
            endSlice();
        }
    }

    /// Executes `csrrs` or `csrrc`. With `x0` they only read, which is legal for read-only registers.
    private void writeUnlessIdle(int number, int source, int value) {
        if (source != 0) {
            control.write(number, value);
        }
    }
}
