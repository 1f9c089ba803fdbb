/* Access to a hardware register by its address. */
#pragma once

#include <stdint.h>

#define REG_WRITE(address, value)      (*(volatile uint32_t *)(uintptr_t)(address) = (uint32_t)(value))
#define REG_READ(address)              (*(volatile uint32_t *)(uintptr_t)(address))
#define REG_SET_BIT(address, bits)     REG_WRITE(address, REG_READ(address) | (bits))
#define REG_CLR_BIT(address, bits)     REG_WRITE(address, REG_READ(address) & ~(uint32_t)(bits))
