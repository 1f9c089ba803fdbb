/* The ROM functions the starter calls, with the ROM's own names and signatures. Addresses: soc/<chip>/ld/rom.ld. */
#pragma once

#include <stdint.h>

int rtc_get_reset_reason(int cpu);
int uart_tx_one_char(uint8_t c);
void uart_tx_wait_idle(uint8_t uart);
void software_reset(void) __attribute__((noreturn));
void ROM_Boot_Cache_Init(void);
uint32_t Cache_Disable_ICache(void);
void Cache_Enable_ICache(uint32_t autoload);
