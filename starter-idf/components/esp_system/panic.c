/* The end of a program that went wrong: say what and where, then reset. Lives in RAM and uses no C library. */
#include <stdbool.h>
#include <stdint.h>

#include "esp_app_desc.h"
#include "esp_rom_sys.h"
#include "esp_system.h"
#include "rom_functions.h"
#include "sdkconfig.h"
#include "soc/chip.h"

#define STACK_DUMP_BYTES 512

/* In the order in which vectors.S stores them; word n is register xn, word 0 the program counter. */
struct frame {
    uint32_t words[32];
    uint32_t mstatus;
    uint32_t mtvec;
    uint32_t mcause;
    uint32_t mtval;
    uint32_t mhartid;
};

extern char _main_stack_bottom[];
extern char _main_stack_top[];

static const char *abort_details;
static bool aborting;
static bool panicking;

static const char *const register_names[] = {
    "MEPC    ", "RA      ", "SP      ", "GP      ", "TP      ", "T0      ", "T1      ", "T2      ",
    "S0/FP   ", "S1      ", "A0      ", "A1      ", "A2      ", "A3      ", "A4      ", "A5      ",
    "A6      ", "A7      ", "S2      ", "S3      ", "S4      ", "S5      ", "S6      ", "S7      ",
    "S8      ", "S9      ", "S10     ", "S11     ", "T3      ", "T4      ", "T5      ", "T6      ",
    "MSTATUS ", "MTVEC   ", "MCAUSE  ", "MTVAL   ", "MHARTID ",
};

static const char *reason(uint32_t mcause)
{
    static const char *const reasons[] = {
        "Instruction address misaligned", "Instruction access fault", "Illegal instruction", "Breakpoint",
        "Load address misaligned", "Load access fault", "Store address misaligned", "Store access fault",
        "Environment call from U-mode", "Environment call from S-mode", "Unknown reason", "Environment call from M-mode",
    };
    return mcause < sizeof(reasons) / sizeof(reasons[0]) ? reasons[mcause] : "Unexpected interrupt";
}

static void print_registers(const struct frame *frame)
{
    const uint32_t *word = frame->words;
    esp_rom_printf("Core  0 register dump:");
    for (unsigned i = 0; i < sizeof(register_names) / sizeof(register_names[0]); i++) {
        esp_rom_printf("%s%s: 0x%08x  ", i % 4 ? "" : "\n", register_names[i], (unsigned)word[i]);
    }
    esp_rom_printf("\n\n");
}

static void print_stack(uint32_t sp)
{
    uint32_t end = sp + STACK_DUMP_BYTES;
    uint32_t top = (uint32_t)(uintptr_t)_main_stack_top;
    esp_rom_printf("Stack memory:\n");
    if (sp % 4 != 0 || sp < (uint32_t)(uintptr_t)_main_stack_bottom || sp >= top) {
        esp_rom_printf("the stack pointer is outside the stack\n");
        return;
    }
    for (uint32_t line = sp; line < end && line < top; line += 32) {
        esp_rom_printf("%08x:", (unsigned)line);
        for (uint32_t address = line; address < line + 32 && address < top; address += 4) {
            esp_rom_printf(" 0x%08x", (unsigned)*(const uint32_t *)(uintptr_t)address);
        }
        esp_rom_printf("\n");
    }
    esp_rom_printf("\n");
}

void panic_handler(const struct frame *frame);

void panic_handler(const struct frame *frame)
{
    if (panicking) {
        esp_rom_printf("Panic handler entered again at 0x%08x\n", (unsigned)frame->words[0]);
        uart_tx_wait_idle(0);
        software_reset();
    }
    panicking = true;

    if (aborting) {
        esp_rom_printf("%s\n", abort_details);
    } else {
        esp_rom_printf("Guru Meditation Error: Core  0 panic'ed (%s). Exception was unhandled.\n\n", reason(frame->mcause));
    }
    print_registers(frame);
    print_stack(frame->words[2]);

    char sha[10];
    esp_app_get_elf_sha256(sha, sizeof(sha));
    esp_rom_printf("\nELF file SHA256: %s\n\n", sha);

#if CONFIG_ESP_SYSTEM_PANIC_PRINT_HALT
    esp_rom_printf("CPU halted.\n");
    for (;;) {
        __asm__ volatile("wfi");
    }
#else
    esp_rom_printf("Rebooting...\n");
    uart_tx_wait_idle(0);
    software_reset();
#endif
}

void esp_system_abort(const char *details)
{
    abort_details = details ? details : "aborted";
    aborting = true;
    /* A trap brings the registers as they are here. */
    __asm__ volatile("ebreak");
    __builtin_unreachable();
}
