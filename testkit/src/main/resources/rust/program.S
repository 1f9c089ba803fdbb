# A program in the shape of esp-hal's: no ESP-IDF in it, code and constants in flash, a part of the code and the
# variables in RAM, an application descriptor for the bootloader. It prints what it finds in each of these places.

# With RAM_ONLY it is shaped like a bootloader, which cannot be mapped to the chip through the cache.
#ifdef RAM_ONLY
#define CODE .rwtext
#define CONSTANTS .data
#define CONSTANTS_FLAGS "aw"
#else
#define CODE .init
#define CONSTANTS .rodata
#define CONSTANTS_FLAGS "a"

.section .rodata_desc, "a"
    .word 0xabcd5432            # magic
    .word 0                     # secure version
    .zero 8
1:  .asciz "0.7.1"
    .zero 32 - (. - 1b)
1:  .asciz "rusty"
    .zero 32 - (. - 1b)
    .zero 16 + 16 + 32 + 32     # time, date, ESP-IDF, digest of the ELF file
    .half 0, 0xffff             # revisions of the fuses
    .byte 16                    # pages of 2^16 bytes
    .zero 3 + 18 * 4
#endif

.section CONSTANTS, CONSTANTS_FLAGS
greeting:
    .asciz "constants in flash, "
#ifdef LARGE
    .zero LARGE
#endif

.section .data, "aw"
variable:
    .asciz "variables in RAM\n"

.section .bss, "aw", @nobits
    .zero 100

.section CODE, "ax"
.global _start
_start:
    la sp, _stack_start
    la s0, greeting
    la s1, send
    jalr s1
    la s0, variable
    jalr s1
1:  j 1b

# Code that must run while the flash is away.
.section .rwtext, "ax"
send:
    mv s3, ra
1:  lbu a0, 0(s0)
    beqz a0, 2f
    li t0, UART_TX_ONE_CHAR
    jalr t0
    addi s0, s0, 1
    j 1b
2:  jr s3

.section .espressif.metadata, ""
chip_name:
    .ascii CHIP
    .global build_info.CHIP_NAME
    .set build_info.CHIP_NAME, chip_name
    .size build_info.CHIP_NAME, . - chip_name
