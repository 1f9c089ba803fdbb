/* The app's first instructions. The bootloader has loaded RAM and mapped flash; nothing else may be assumed. */
#include "sdkconfig.h"

    .section .entry.text, "ax"
    .global call_start_cpu0
    .type call_start_cpu0, @function
call_start_cpu0:
    .option push
    .option norelax
    la gp, __global_pointer$
    .option pop
    csrci mstatus, 8            /* interrupts off; esp32c3 and esp32c2 have no mie */
    la sp, _main_stack_top
    la t0, _vector_table
    ori t0, t0, 1               /* vectored: the only mode these cores have */
    csrw mtvec, t0
    la tp, _tls_start

    la t0, _bss_start
    la t1, _bss_end
1:  bgeu t0, t1, 2f
    sw zero, 0(t0)
    addi t0, t0, 4
    j 1b
2:  tail start_cpu0

    .section .noinit, "aw", @nobits
    .balign 16
    .global _main_stack_bottom
    .global _main_stack_top
_main_stack_bottom:
    .space CONFIG_ESP_MAIN_TASK_STACK_SIZE
_main_stack_top:
