package dev.aegis.chip.cpu;

/// Decodes 32-bit instructions. An unknown encoding becomes `ILLEGAL`, with the word as immediate.
final class Decoder {
    private static final int[] BRANCHES = {
        Operation.BEQ, Operation.BNE, 0, 0, Operation.BLT, Operation.BGE, Operation.BLTU, Operation.BGEU
    };
    private static final int[] LOADS = {Operation.LB, Operation.LH, Operation.LW, 0, Operation.LBU, Operation.LHU, 0, 0
    };
    private static final int[] STORES = {Operation.SB, Operation.SH, Operation.SW, 0, 0, 0, 0, 0};
    private static final int[] IMMEDIATES = {
        Operation.ADDI, 0, Operation.SLTI, Operation.SLTIU, Operation.XORI, 0, Operation.ORI, Operation.ANDI
    };
    private static final int[] REGISTERS = {
        Operation.ADD,
        Operation.SLL,
        Operation.SLT,
        Operation.SLTU,
        Operation.XOR,
        Operation.SRL,
        Operation.OR,
        Operation.AND
    };
    private static final int[] PRODUCTS = {
        Operation.MUL,
        Operation.MULH,
        Operation.MULHSU,
        Operation.MULHU,
        Operation.DIV,
        Operation.DIVU,
        Operation.REM,
        Operation.REMU
    };
    private static final int[] CONTROLS = {
        0, Operation.CSRRW, Operation.CSRRS, Operation.CSRRC, 0, Operation.CSRRWI, Operation.CSRRSI, Operation.CSRRCI
    };

    private final boolean atomics;

    Decoder(boolean atomics) {
        this.atomics = atomics;
    }

    long decode(int word) {
        int destination = word >>> 7 & 31;
        int first = word >>> 15 & 31;
        int second = word >>> 20 & 31;
        int selector = word >>> 12 & 7;
        return switch (word & 0x7f) {
            case 0x37 -> Instruction.of(Operation.LUI, destination, 0, 0, word & 0xffff_f000);
            case 0x17 -> Instruction.of(Operation.AUIPC, destination, 0, 0, word & 0xffff_f000);
            case 0x6f -> Instruction.of(Operation.JAL, destination, 0, 0, jumpOffset(word));
            case 0x67 ->
                selector == 0 ? Instruction.of(Operation.JALR, destination, first, 0, word >> 20) : illegal(word);
            case 0x63 -> known(word, BRANCHES[selector], 0, first, second, branchOffset(word));
            case 0x03 -> known(word, LOADS[selector], destination, first, 0, word >> 20);
            case 0x23 -> known(word, STORES[selector], 0, first, second, (word >> 20 & ~31) | destination);
            case 0x13 -> immediate(word, destination, first, selector);
            case 0x33 -> register(word, destination, first, second, selector);
            case 0x0f -> selector <= 1 ? Instruction.of(Operation.FENCE, 0, 0, 0, 0) : illegal(word);
            case 0x73 -> system(word, destination, first, selector);
            case 0x2f -> atomic(word, destination, first, second, selector);
            default -> illegal(word);
        };
    }

    static long illegal(int word) {
        return Instruction.of(Operation.ILLEGAL, 0, 0, 0, word);
    }

    private static long known(int word, int operation, int destination, int first, int second, int immediate) {
        return operation == 0 ? illegal(word) : Instruction.of(operation, destination, first, second, immediate);
    }

    private static int jumpOffset(int word) {
        return word >> 31 << 20 | (word & 0xf_f000) | (word >>> 20 & 1) << 11 | (word >>> 21 & 0x3ff) << 1;
    }

    private static int branchOffset(int word) {
        return word >> 31 << 12 | (word >>> 7 & 1) << 11 | (word >>> 25 & 0x3f) << 5 | (word >>> 8 & 15) << 1;
    }

    private static long immediate(int word, int destination, int first, int selector) {
        if (selector != 1 && selector != 5) {
            return Instruction.of(IMMEDIATES[selector], destination, first, 0, word >> 20);
        }
        int amount = word >>> 20 & 31;
        int variant = word >>> 25;
        if (selector == 1) {
            return known(word, variant == 0 ? Operation.SLLI : 0, destination, first, 0, amount);
        }
        int shift = variant == 0 ? Operation.SRLI : variant == 0x20 ? Operation.SRAI : 0;
        return known(word, shift, destination, first, 0, amount);
    }

    private static long register(int word, int destination, int first, int second, int selector) {
        int operation = switch (word >>> 25) {
            case 0x00 -> REGISTERS[selector];
            case 0x01 -> PRODUCTS[selector];
            case 0x20 -> selector == 0 ? Operation.SUB : selector == 5 ? Operation.SRA : 0;
            default -> 0;
        };
        return known(word, operation, destination, first, second, 0);
    }

    private static long system(int word, int destination, int first, int selector) {
        if (selector != 0) {
            return known(word, CONTROLS[selector], destination, first, 0, word >>> 20);
        }
        int operation = switch (word) {
            case 0x0000_0073 -> Operation.ECALL;
            case 0x0010_0073 -> Operation.EBREAK;
            case 0x3020_0073 -> Operation.MRET;
            case 0x1050_0073 -> Operation.WFI;
            default -> 0;
        };
        return known(word, operation, 0, 0, 0, 0);
    }

    private long atomic(int word, int destination, int first, int second, int selector) {
        if (!atomics || selector != 2) {
            return illegal(word);
        }
        int operation = switch (word >>> 27) {
            case 0x02 -> second == 0 ? Operation.LR : 0;
            case 0x03 -> Operation.SC;
            case 0x01 -> Operation.AMOSWAP;
            case 0x00 -> Operation.AMOADD;
            case 0x04 -> Operation.AMOXOR;
            case 0x0c -> Operation.AMOAND;
            case 0x08 -> Operation.AMOOR;
            case 0x10 -> Operation.AMOMIN;
            case 0x14 -> Operation.AMOMAX;
            case 0x18 -> Operation.AMOMINU;
            case 0x1c -> Operation.AMOMAXU;
            default -> 0;
        };
        return known(word, operation, destination, first, second, 0);
    }
}
