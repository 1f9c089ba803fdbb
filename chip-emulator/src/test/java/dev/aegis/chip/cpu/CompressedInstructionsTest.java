package dev.aegis.chip.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.chip.Assembler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The assembler writes each instruction in its short and in its long form: both must decode to the same thing.
class CompressedInstructionsTest {
    private static final String[] SMALL = {"s0", "s1", "a0", "a1", "a2", "a3", "a4", "a5"};
    private static final String[] ANY = {"ra", "sp", "gp", "t0", "s0", "a0", "a5", "s2", "s11", "t6"};
    private static final int PER_FORM = 60;

    private final Random random = new Random(16);

    private String small() {
        return SMALL[random.nextInt(SMALL.length)];
    }

    private String any() {
        return ANY[random.nextInt(ANY.length)];
    }

    private int between(int low, int high) {
        return low + random.nextInt(high - low);
    }

    private int nonZero(int low, int high) {
        int value = between(low, high);
        return value == 0 ? 1 : value;
    }

    private List<String> instructions() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < PER_FORM; i++) {
            String register = small();
            String wide = any();
            String other = wide.equals("sp") ? "t0" : wide;
            lines.add("addi %s, sp, %d".formatted(small(), 4 * between(1, 256)));
            lines.add("lw %s, %d(%s)".formatted(small(), 4 * between(0, 32), small()));
            lines.add("sw %s, %d(%s)".formatted(small(), 4 * between(0, 32), small()));
            lines.add("addi %1$s, %1$s, %2$d".formatted(other, nonZero(-32, 32)));
            lines.add("addi %s, zero, %d".formatted(any(), between(-32, 32)));
            lines.add("addi sp, sp, %d".formatted(16 * nonZero(-32, 32)));
            lines.add(
                    "lui %s, %d".formatted(other, random.nextBoolean() ? between(1, 32) : between(0xfffe0, 0x100000)));
            lines.add("srli %1$s, %1$s, %2$d".formatted(register, between(1, 32)));
            lines.add("srai %1$s, %1$s, %2$d".formatted(register, between(1, 32)));
            lines.add("andi %1$s, %1$s, %2$d".formatted(register, between(-32, 32)));
            for (String operation : List.of("sub", "xor", "or", "and")) {
                lines.add("%1$s %2$s, %2$s, %3$s".formatted(operation, register, small()));
            }
            lines.add("slli %1$s, %1$s, %2$d".formatted(wide, between(1, 32)));
            lines.add("lw %s, %d(sp)".formatted(any(), 4 * between(0, 64)));
            lines.add("sw %s, %d(sp)".formatted(any(), 4 * between(0, 64)));
            lines.add("add %1$s, %1$s, %2$s".formatted(any(), any()));
            lines.add("add %s, zero, %s".formatted(any(), any()));
            lines.add("jr %s".formatted(any()));
            lines.add("jalr %s".formatted(any()));
        }
        return lines;
    }

    private static List<Long> decodeAll(byte[] code) {
        ByteBuffer bytes = ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN);
        Decoder decoder = new Decoder(true);
        List<Long> decoded = new ArrayList<>();
        while (bytes.remaining() >= 2) {
            int half = bytes.getShort() & 0xffff;
            long instruction =
                    (half & 3) == 3 ? decoder.decode(half | bytes.getShort() << 16) : CompressedDecoder.decode(half);
            decoded.add(Instruction.withLength(instruction, 0));
        }
        return decoded;
    }

    @Test
    void decodeToTheSameAsTheirLongForms() {
        List<String> lines = instructions();
        String source = String.join("\n", lines);
        byte[] shortCode = Assembler.assemble(BareCore.BASE, ".option rvc\n" + source);
        byte[] longCode = Assembler.assemble(BareCore.BASE, ".option norvc\n" + source);
        assertEquals(2 * lines.size(), shortCode.length, "every line has a short form");
        List<Long> fromShort = decodeAll(shortCode);
        List<Long> fromLong = decodeAll(longCode);
        for (int i = 0; i < lines.size(); i++) {
            assertEquals(fromLong.get(i), fromShort.get(i), lines.get(i));
        }
    }

    private record Jump(String pattern, int operation, int offset) {
        private String line() {
            return pattern.formatted(offset);
        }
    }

    @Test
    void jumpAndBranchOffsetsReachBothWays() {
        List<Jump> jumps = new ArrayList<>();
        for (int offset = -256; offset < 256; offset += 6) {
            jumps.add(new Jump("c.beqz a3, .%+d", Operation.BEQ, offset));
            jumps.add(new Jump("c.bnez s1, .%+d", Operation.BNE, offset));
        }
        for (int offset = -2048; offset < 2048; offset += 14) {
            jumps.add(new Jump("c.j .%+d", Operation.JAL, offset));
            jumps.add(new Jump("c.jal .%+d", Operation.JAL, offset));
        }
        String lines = String.join("\n", jumps.stream().map(Jump::line).toList());
        byte[] code = Assembler.assemble(BareCore.BASE, ".skip 4096\n" + lines + "\n.skip 4096");
        for (int i = 0; i < jumps.size(); i++) {
            int half = (code[4096 + 2 * i] & 0xff) | ((code[4097 + 2 * i] & 0xff) << 8);
            long decoded = CompressedDecoder.decode(half);
            assertEquals(
                    jumps.get(i).operation(),
                    Instruction.operation(decoded),
                    jumps.get(i).line());
            assertEquals(
                    jumps.get(i).offset(),
                    Instruction.immediate(decoded),
                    jumps.get(i).line());
        }
    }

    @Test
    void reservedEncodingsAreIllegal() {
        int[] reserved = {
            0x0000, 0x2000, 0x6000, 0x8000, 0xa000, 0xe000, 0x6101, 0x6081, 0x9c01, 0x9c61, 0x9001, 0x4002, 0x8002
        };
        for (int half : reserved) {
            assertEquals(
                    Operation.ILLEGAL,
                    Instruction.operation(CompressedDecoder.decode(half)),
                    Integer.toHexString(half));
        }
    }

    @Test
    void linkToTheNextHalfword() {
        BareCore core = BareCore.running("""
                .option rvc
                c.jal 1f
                0: c.ebreak
                1: mv a0, ra
                la a1, 0b
                ecall
                """);
        assertEquals(core.argument(1), core.argument(0));
        assertTrue(core.traps.getFirst().cause() == Trap.MACHINE_ECALL);
    }
}
