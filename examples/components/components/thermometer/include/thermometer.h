/* A thermometer that needs no hardware: its readings follow from a table. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The table stays the caller's, and has at least one byte. */
void thermometer_start(const uint8_t *table, size_t size);

/* The temperature in tenths of a degree. */
int thermometer_read(void);

#ifdef __cplusplus
}
#endif
