/* The bootloader's first instructions after the ROM, and its trap table. */

    .section .exception_vectors.text, "ax"
    .balign 256
_vector_table:
    .option push
    .option norvc
    .rept 32
    j trap_entry
    .endr
    .option pop

trap_entry:
    csrr a0, mcause
    csrr a1, mepc
    csrr a2, mtval
    la sp, _stack_top
    tail trap_handler

    .section .entry.text, "ax"
    .global call_start_cpu0
    .type call_start_cpu0, @function
call_start_cpu0:
    .option push
    .option norelax
    la gp, __global_pointer$
    .option pop
    csrci mstatus, 8            /* interrupts off; esp32c3 and esp32c2 have no mie */
    la sp, _stack_top
    la t0, _vector_table
    ori t0, t0, 1               /* vectored: the only mode these cores have */
    csrw mtvec, t0

    la t0, _bss_start
    la t1, _bss_end
1:  bgeu t0, t1, 2f
    sw zero, 0(t0)
    addi t0, t0, 4
    j 1b
2:  tail bootloader_main
