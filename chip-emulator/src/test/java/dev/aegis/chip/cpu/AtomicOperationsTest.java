package dev.aegis.chip.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Random;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.Test;

class AtomicOperationsTest {
    private static final int ADDRESS = BareCore.DATA;

    private static final Map<Integer, LongBinaryOperator> OPERATIONS = Map.of(
            0x01, (old, operand) -> operand,
            0x00, (old, operand) -> old + operand,
            0x04, (old, operand) -> old ^ operand,
            0x0c, (old, operand) -> old & operand,
            0x08, (old, operand) -> old | operand,
            0x10, (old, operand) -> old < operand ? old : operand,
            0x14, (old, operand) -> old > operand ? old : operand,
            0x18, (old, operand) -> (old & 0xffff_ffffL) < (operand & 0xffff_ffffL) ? old : operand,
            0x1c, (old, operand) -> (old & 0xffff_ffffL) > (operand & 0xffff_ffffL) ? old : operand);

    @Test
    void readModifyWriteReturnsTheOldValue() {
        BareCore core = new BareCore(true);
        Random random = new Random(5);
        OPERATIONS.forEach((code, expected) -> {
            for (int round = 0; round < 500; round++) {
                int old = random.nextInt();
                int operand = random.nextInt();
                core.memory.storeWord(ADDRESS, old);
                core.cpu.setRegister(11, ADDRESS);
                core.cpu.setRegister(12, operand);
                core.execute(code << 27 | 12 << 20 | 11 << 15 | 2 << 12 | 10 << 7 | 0x2f);
                assertEquals(old, core.register(10));
                assertEquals(
                        (int) expected.applyAsLong(old, operand), core.memory.loadWord(ADDRESS), "operation " + code);
            }
        });
    }

    @Test
    void storeConditionalNeedsItsReservation() {
        BareCore core = BareCore.running("""
                li t0, 0x40808000
                li t1, 41
                sw t1, 0(t0)
                lr.w a0, (t0)
                addi a0, a0, 1
                sc.w a1, a0, (t0)
                sc.w a2, zero, (t0)
                lr.w a3, (t0)
                addi t0, t0, 4
                sc.w a4, zero, (t0)
                ecall
                """);
        assertEquals(42, core.memory.loadWord(ADDRESS));
        assertEquals(0, core.argument(1), "stored");
        assertEquals(1, core.argument(2), "the reservation was used up");
        assertEquals(42, core.argument(3));
        assertEquals(1, core.argument(4), "another address");
    }

    @Test
    void rejectsMisalignedAddresses() {
        BareCore core = BareCore.running("li t0, 0x40808002\namoadd.w a0, t0, (t0)");
        assertEquals(6, core.traps.getFirst().cause());
    }
}
