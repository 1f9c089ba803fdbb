package dev.aegis.chip.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.chip.Assembler;
import org.junit.jupiter.api.Test;

/// Exceptions: the handler's address and the registers' values. The handler copies the registers, and the program ends
/// with an `ecall`.
class TrapTest {
    private static final String HANDLER = """
            .balign 256
            handler:
            csrr a0, mcause
            csrr a1, mepc
            csrr a2, mtval
            csrr a3, mstatus
            csrw mtvec, zero
            ecall
            """;

    private static BareCore trapping(String program) {
        return BareCore.running("la t0, handler\ncsrw mtvec, t0\n" + program + "\n" + HANDLER);
    }

    private static void assertTrap(BareCore core, int cause, int value) {
        assertEquals(cause, core.argument(0), "mcause");
        assertEquals(
                core.register(9),
                core.argument(1),
                "mepc is the address of the instruction, which the program left in s1");
        assertEquals(value, core.argument(2), "mtval");
    }

    @Test
    void illegalInstruction() {
        assertTrap(trapping("la s1, 1f\n1: .word 0xffffffff"), 2, -1);
    }

    @Test
    void environmentCallAndBreakpoint() {
        assertTrap(trapping("la s1, 1f\n1: ecall"), 11, 0);
        BareCore core = trapping("la s1, 1f\n.option norvc\n1: ebreak");
        assertTrap(core, 3, core.register(9));
    }

    @Test
    void misalignedAccess() {
        assertTrap(trapping("la s1, 1f\nli t1, 0x40808001\n.option norvc\n1: lw t2, 0(t1)"), 4, 0x4080_8001);
        assertTrap(trapping("la s1, 1f\nli t1, 0x40808001\n1: sh t2, 0(t1)"), 6, 0x4080_8001);
    }

    @Test
    void accessToUnmappedAddresses() {
        assertTrap(trapping("la s1, 1f\nli t1, 0x10000000\n.option norvc\n1: lw t2, 0(t1)"), 5, 0x1000_0000);
        assertTrap(trapping("la s1, 1f\nli t1, 0x10000000\n1: sb t2, 0(t1)"), 7, 0x1000_0000);
        assertTrap(trapping("li s1, 0x10000000\njr s1"), 1, 0x1000_0000);
    }

    @Test
    void entrySavesInterruptEnableAndMode() {
        BareCore core = trapping("csrsi mstatus, 8\necall");
        assertEquals(0x1880, core.argument(3), "MPIE set, MIE clear, MPP machine");
    }

    @Test
    void returnRestoresInterruptEnable() {
        BareCore core = trapping("""
                la t1, 1f
                csrw mepc, t1
                li t1, 0x1880
                csrw mstatus, t1
                mret
                1: csrr a5, mstatus
                ecall
                """);
        assertEquals(0x88, core.argument(5) & 0x88, "MIE back, MPIE set");
    }

    @Test
    void userModeHasNoControlRegisters() {
        BareCore core = trapping("""
                la t1, 1f
                csrw mepc, t1
                csrw mstatus, zero
                mret
                1: la s1, 2f
                2: csrr t1, mstatus
                """);
        assertTrap(core, 2, 0);
        assertEquals(0, core.argument(3) & 0x1800, "MPP says user");
    }

    @Test
    void userModeCallsWithItsOwnCause() {
        BareCore core = trapping("la s1, 1f\ncsrw mepc, s1\ncsrw mstatus, zero\nmret\n1: ecall");
        assertTrap(core, 8, 0);
    }

    @Test
    void unknownAndReadOnlyControlRegisters() {
        assertTrap(trapping("la s1, 1f\n1: csrr t1, mcycle"), 2, 0);
        assertTrap(trapping("la s1, 1f\n1: csrw mhartid, t1"), 2, 0);
    }

    @Test
    void coresWithoutAtomicsAndInterruptEnableTrapOnThem() {
        for (String line : new String[] {"amoadd.w t0, t1, (t2)", "csrw mie, zero"}) {
            BareCore core = new BareCore(false);
            core.load(BareCore.BASE, Assembler.assemble(BareCore.BASE, line));
            core.runFrom(BareCore.BASE);
            assertEquals(2, core.traps.getFirst().cause(), line);
        }
    }

    @Test
    void interruptsGoToTheirOwnVector() {
        BareCore core = new BareCore(true);
        core.load(
                BareCore.BASE,
                Assembler.assemble(BareCore.BASE, "li t0, 0x40804001\ncsrw mtvec, t0\ncsrsi mstatus, 8\n1: j 1b"));
        core.cpu.jump(BareCore.BASE);
        core.cpu.run(100);
        core.cpu.run(100);
        core.cpu.interrupt(7);
        assertEquals(0x4080_4000 + 4 * 7, core.cpu.pc());
    }

    @Test
    void disabledInterruptsOnlyWakeTheCore() {
        BareCore core = new BareCore(true);
        core.load(BareCore.BASE, Assembler.assemble(BareCore.BASE, "wfi\nli a0, 5\necall"));
        core.cpu.jump(BareCore.BASE);
        core.cpu.run(100);
        assertEquals(true, core.cpu.isWaiting());
        core.cpu.interrupt(3);
        core.runFrom(core.cpu.pc());
        assertEquals(5, core.argument(0));
    }

    @Test
    void performanceCounterCountsInstructions() {
        BareCore core = BareCore.running("""
                csrwi 0x7e0, 2
                csrwi 0x7e1, 1
                csrr a0, 0x7e2
                nop
                nop
                nop
                csrr a1, 0x7e2
                csrwi 0x7e1, 0
                csrr a2, 0x7e2
                csrr a3, 0x7e2
                ecall
                """);
        assertEquals(4, core.argument(1) - core.argument(0));
        assertEquals(core.argument(2), core.argument(3), "stopped");
    }
}
