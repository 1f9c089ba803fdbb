package dev.aegis.chip.cpu;

/// Decodes 16-bit instructions straight into the operations of their 32-bit counterparts.
final class CompressedDecoder {
    private static final int RETURN_ADDRESS = 1;
    private static final int STACK = 2;

    private CompressedDecoder() {}

    static long decode(int half) {
        long instruction = switch (half & 3) {
            case 0 -> quadrantZero(half);
            case 1 -> quadrantOne(half);
            default -> quadrantTwo(half);
        };
        return Instruction.withLength(instruction, 2);
    }

    private static long quadrantZero(int half) {
        int low = 8 + (half >>> 2 & 7);
        int high = 8 + (half >>> 7 & 7);
        return switch (half >>> 13) {
            case 0 -> {
                int offset =
                        bits(half, 7, 4) << 6 | bits(half, 11, 2) << 4 | bits(half, 5, 1) << 3 | bits(half, 6, 1) << 2;
                yield offset == 0 ? Decoder.illegal(half) : Instruction.of(Operation.ADDI, low, STACK, 0, offset);
            }
            case 2 -> Instruction.of(Operation.LW, low, high, 0, wordOffset(half));
            case 6 -> Instruction.of(Operation.SW, 0, high, low, wordOffset(half));
            default -> Decoder.illegal(half);
        };
    }

    private static long quadrantOne(int half) {
        int register = half >>> 7 & 31;
        int immediate = signed(half);
        return switch (half >>> 13) {
            case 0 -> Instruction.of(Operation.ADDI, register, register, 0, immediate);
            case 1 -> Instruction.of(Operation.JAL, RETURN_ADDRESS, 0, 0, jumpOffset(half));
            case 2 -> Instruction.of(Operation.ADDI, register, 0, 0, immediate);
            case 3 -> register == STACK ? stackAdjust(half) : upperImmediate(half, register, immediate);
            case 4 -> arithmetic(half);
            case 5 -> Instruction.of(Operation.JAL, 0, 0, 0, jumpOffset(half));
            case 6 -> Instruction.of(Operation.BEQ, 0, 8 + (half >>> 7 & 7), 0, branchOffset(half));
            default -> Instruction.of(Operation.BNE, 0, 8 + (half >>> 7 & 7), 0, branchOffset(half));
        };
    }

    private static long stackAdjust(int half) {
        int offset = -bits(half, 12, 1) << 9
                | bits(half, 3, 2) << 7
                | bits(half, 5, 1) << 6
                | bits(half, 2, 1) << 5
                | bits(half, 6, 1) << 4;
        return offset == 0 ? Decoder.illegal(half) : Instruction.of(Operation.ADDI, STACK, STACK, 0, offset);
    }

    private static long upperImmediate(int half, int register, int immediate) {
        return immediate == 0 ? Decoder.illegal(half) : Instruction.of(Operation.LUI, register, 0, 0, immediate << 12);
    }

    private static long arithmetic(int half) {
        int register = 8 + (half >>> 7 & 7);
        int other = 8 + (half >>> 2 & 7);
        boolean wide = (half & 0x1000) != 0;
        int amount = bits(half, 2, 5);
        return switch (half >>> 10 & 3) {
            case 0 -> wide ? Decoder.illegal(half) : Instruction.of(Operation.SRLI, register, register, 0, amount);
            case 1 -> wide ? Decoder.illegal(half) : Instruction.of(Operation.SRAI, register, register, 0, amount);
            case 2 -> Instruction.of(Operation.ANDI, register, register, 0, signed(half));
            default ->
                wide ? Decoder.illegal(half) : Instruction.of(registerOperation(half), register, register, other, 0);
        };
    }

    private static int registerOperation(int half) {
        return switch (half >>> 5 & 3) {
            case 0 -> Operation.SUB;
            case 1 -> Operation.XOR;
            case 2 -> Operation.OR;
            default -> Operation.AND;
        };
    }

    private static long quadrantTwo(int half) {
        int register = half >>> 7 & 31;
        int other = half >>> 2 & 31;
        return switch (half >>> 13) {
            case 0 ->
                (half & 0x1000) != 0
                        ? Decoder.illegal(half)
                        : Instruction.of(Operation.SLLI, register, register, 0, other);
            case 2 -> {
                int offset = bits(half, 2, 2) << 6 | bits(half, 12, 1) << 5 | bits(half, 4, 3) << 2;
                yield register == 0 ? Decoder.illegal(half) : Instruction.of(Operation.LW, register, STACK, 0, offset);
            }
            case 4 -> jumpOrMove(half, register, other);
            case 6 -> Instruction.of(Operation.SW, 0, STACK, other, bits(half, 7, 2) << 6 | bits(half, 9, 4) << 2);
            default -> Decoder.illegal(half);
        };
    }

    private static long jumpOrMove(int half, int register, int other) {
        boolean linking = (half & 0x1000) != 0;
        if (other != 0) {
            return Instruction.of(Operation.ADD, register, linking ? register : 0, other, 0);
        }
        if (register != 0) {
            return Instruction.of(Operation.JALR, linking ? RETURN_ADDRESS : 0, register, 0, 0);
        }
        return linking ? Instruction.of(Operation.EBREAK, 0, 0, 0, 0) : Decoder.illegal(half);
    }

    private static int wordOffset(int half) {
        return bits(half, 5, 1) << 6 | bits(half, 10, 3) << 3 | bits(half, 6, 1) << 2;
    }

    private static int signed(int half) {
        return -bits(half, 12, 1) << 5 | bits(half, 2, 5);
    }

    private static int jumpOffset(int half) {
        return -bits(half, 12, 1) << 11
                | bits(half, 8, 1) << 10
                | bits(half, 9, 2) << 8
                | bits(half, 6, 1) << 7
                | bits(half, 7, 1) << 6
                | bits(half, 2, 1) << 5
                | bits(half, 11, 1) << 4
                | bits(half, 3, 3) << 1;
    }

    private static int branchOffset(int half) {
        return -bits(half, 12, 1) << 8
                | bits(half, 5, 2) << 6
                | bits(half, 2, 1) << 5
                | bits(half, 10, 2) << 3
                | bits(half, 3, 2) << 1;
    }

    private static int bits(int half, int from, int count) {
        return half >>> from & (1 << count) - 1;
    }
}
