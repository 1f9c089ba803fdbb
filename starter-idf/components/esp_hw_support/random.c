#include "esp_random.h"

#include "soc/chip.h"
#include "soc/reg.h"

/* One reading holds fresh bits only when the generator had time between two readings; a few mixed readings cover for that. */
uint32_t esp_random(void)
{
    uint32_t mixed = 0;
    for (int i = 0; i < 8; i++) {
        mixed = (mixed << 5 | mixed >> 27) ^ REG_READ(CHIP_RANDOM_REG);
    }
    return mixed;
}

void esp_fill_random(void *buf, size_t len)
{
    uint8_t *out = buf;
    for (size_t i = 0; i < len; i++) {
        out[i] = (uint8_t)esp_random();
    }
}
