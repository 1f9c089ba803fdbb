package dev.aegis.chip.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.Test;

/// Each arithmetic instruction, encoded by hand, against arithmetic on wider numbers.
class IntegerOperationsTest {
    private static final int ROUNDS = 3000;
    private static final int[] EDGES = {0, 1, -1, 2, 31, 32, 0x7fff_ffff, 0x8000_0000, 0xffff, 0xffff_8000, 0x5555_5555
    };

    private final Random random = new Random(20261120);
    private final BareCore core = new BareCore(true);

    private int operand() {
        return random.nextInt(3) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextInt();
    }

    private static long unsigned(long value) {
        return value & 0xffff_ffffL;
    }

    private void checkRegisters(String name, int variant, int selector, LongBinaryOperator expected) {
        int word = variant << 25 | 12 << 20 | 11 << 15 | selector << 12 | 10 << 7 | 0x33;
        for (int round = 0; round < ROUNDS; round++) {
            int a = operand();
            int b = operand();
            core.cpu.setRegister(11, a);
            core.cpu.setRegister(12, b);
            core.execute(word);
            assertEquals(
                    (int) expected.applyAsLong(a, b), core.register(10), () -> "%s 0x%x, 0x%x".formatted(name, a, b));
        }
    }

    private void checkImmediate(String name, int selector, LongBinaryOperator expected) {
        for (int round = 0; round < ROUNDS; round++) {
            int a = operand();
            int immediate = random.nextInt(4096) - 2048;
            core.cpu.setRegister(11, a);
            core.execute(immediate << 20 | 11 << 15 | selector << 12 | 10 << 7 | 0x13);
            assertEquals(
                    (int) expected.applyAsLong(a, immediate),
                    core.register(10),
                    () -> "%s 0x%x, %d".formatted(name, a, immediate));
        }
    }

    @Test
    void addsAndSubtracts() {
        checkRegisters("add", 0, 0, (a, b) -> a + b);
        checkRegisters("sub", 0x20, 0, (a, b) -> a - b);
        checkImmediate("addi", 0, (a, b) -> a + b);
    }

    @Test
    void combinesBits() {
        checkRegisters("xor", 0, 4, (a, b) -> a ^ b);
        checkRegisters("or", 0, 6, (a, b) -> a | b);
        checkRegisters("and", 0, 7, (a, b) -> a & b);
        checkImmediate("xori", 4, (a, b) -> a ^ b);
        checkImmediate("ori", 6, (a, b) -> a | b);
        checkImmediate("andi", 7, (a, b) -> a & b);
    }

    @Test
    void shiftsByTheLowFiveBits() {
        checkRegisters("sll", 0, 1, (a, b) -> unsigned(a) << (b & 31));
        checkRegisters("srl", 0, 5, (a, b) -> unsigned(a) >>> (b & 31));
        checkRegisters("sra", 0x20, 5, (a, b) -> a >> (b & 31));
    }

    @Test
    void comparesSignedAndUnsigned() {
        checkRegisters("slt", 0, 2, (a, b) -> a < b ? 1 : 0);
        checkRegisters("sltu", 0, 3, (a, b) -> unsigned(a) < unsigned(b) ? 1 : 0);
        checkImmediate("slti", 2, (a, b) -> a < b ? 1 : 0);
        checkImmediate("sltiu", 3, (a, b) -> unsigned(a) < unsigned(b) ? 1 : 0);
    }

    @Test
    void multipliesIntoBothHalves() {
        checkRegisters("mul", 1, 0, (a, b) -> a * b);
        checkRegisters("mulh", 1, 1, (a, b) -> high(BigInteger.valueOf(a), BigInteger.valueOf(b)));
        checkRegisters("mulhsu", 1, 2, (a, b) -> high(BigInteger.valueOf(a), BigInteger.valueOf(unsigned(b))));
        checkRegisters("mulhu", 1, 3, (a, b) -> high(BigInteger.valueOf(unsigned(a)), BigInteger.valueOf(unsigned(b))));
    }

    private static long high(BigInteger left, BigInteger right) {
        return left.multiply(right).shiftRight(32).longValue();
    }

    @Test
    void dividesWithTheResultsThatTheExtensionDefines() {
        checkRegisters("div", 1, 4, (a, b) -> b == 0 ? -1 : a / b);
        checkRegisters("divu", 1, 5, (a, b) -> b == 0 ? 0xffff_ffffL : unsigned(a) / unsigned(b));
        checkRegisters("rem", 1, 6, (a, b) -> b == 0 ? a : a % b);
        checkRegisters("remu", 1, 7, (a, b) -> b == 0 ? a : unsigned(a) % unsigned(b));
    }

    @Test
    void dividesTheSmallestNumberByMinusOne() {
        core.cpu.setRegister(11, Integer.MIN_VALUE);
        core.cpu.setRegister(12, -1);
        core.execute(1 << 25 | 12 << 20 | 11 << 15 | 4 << 12 | 10 << 7 | 0x33);
        assertEquals(Integer.MIN_VALUE, core.register(10));
        core.execute(1 << 25 | 12 << 20 | 11 << 15 | 6 << 12 | 10 << 7 | 0x33);
        assertEquals(0, core.register(10));
    }

    @Test
    void neverChangesRegisterZero() {
        core.cpu.setRegister(11, 5);
        core.execute(11 << 20 | 11 << 15 | 0x33);
        assertEquals(0, core.register(0));
    }

    @Test
    void loadsSignExtendAndStoresTouchOnlyTheirBytes() {
        BareCore ran = BareCore.running("""
                li t0, 0x40808000
                li t1, 0x11223344
                sw t1, 0(t0)
                li t2, 0x8f
                sb t2, 1(t0)
                li t2, 0x9abc
                sh t2, 2(t0)
                lw a0, 0(t0)
                lb a1, 1(t0)
                lbu a2, 1(t0)
                lh a3, 2(t0)
                lhu a4, 2(t0)
                ecall
                """);
        assertEquals(0x9abc_8f44, ran.argument(0));
        assertEquals(0xffff_ff8f, ran.argument(1));
        assertEquals(0x8f, ran.argument(2));
        assertEquals(0xffff_9abc, ran.argument(3));
        assertEquals(0x9abc, ran.argument(4));
    }

    @Test
    void branchesAndJumpsLink() {
        BareCore ran = BareCore.running("""
                li a0, 0
                li t0, -1
                li t1, 1
                blt t1, t0, 1f
                addi a0, a0, 1
                1: bltu t0, t1, 2f
                addi a0, a0, 2
                2: bge t1, t0, 3f
                addi a0, a0, 4
                3: bgeu t0, t1, 4f
                addi a0, a0, 8
                4: beq t0, t0, 5f
                addi a0, a0, 16
                5: bne t0, t1, 6f
                addi a0, a0, 32
                6: jal a1, 7f
                7: auipc a2, 0
                la t2, 8f + 1
                jalr a3, 0(t2)
                8: ecall
                """);
        assertEquals(3, ran.argument(0));
        assertEquals(ran.argument(1), ran.argument(2), "jal links to the instruction after it");
        assertEquals(Trap.MACHINE_ECALL, ran.traps.getFirst().cause(), "jalr clears the lowest bit");
    }
}
