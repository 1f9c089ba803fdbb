#include "driver/gpio.h"

#include <stdbool.h>

#include "soc/chip.h"
#include "soc/reg.h"

#define GPIO_OUT_SET_REG        (CHIP_GPIO_BASE + 0x08)
#define GPIO_OUT_CLEAR_REG      (CHIP_GPIO_BASE + 0x0C)
#define GPIO_ENABLE_SET_REG     (CHIP_GPIO_BASE + 0x24)
#define GPIO_ENABLE_CLEAR_REG   (CHIP_GPIO_BASE + 0x28)
#define GPIO_IN_REG             (CHIP_GPIO_BASE + 0x3C)
#define GPIO_OUT_SEL_REG(pin)   (CHIP_GPIO_BASE + 0x554 + 4 * (pin))
#define IO_MUX_REG(pin)         (CHIP_IO_MUX_BASE + 0x04 + 4 * (pin))

#define OUT_SEL_PLAIN           128u
#define IO_MUX_PULL_DOWN        (1u << 7)
#define IO_MUX_PULL_UP          (1u << 8)
#define IO_MUX_INPUT            (1u << 9)
#define IO_MUX_FUNCTION_MASK    (7u << 12)
#define IO_MUX_FUNCTION_GPIO    (1u << 12)

static bool valid(gpio_num_t pin)
{
    return pin >= 0 && pin < CHIP_GPIO_COUNT;
}

esp_err_t gpio_reset_pin(gpio_num_t gpio_num)
{
    if (!valid(gpio_num)) {
        return ESP_ERR_INVALID_ARG;
    }
    REG_WRITE(GPIO_ENABLE_CLEAR_REG, BIT(gpio_num));
    REG_WRITE(GPIO_OUT_SEL_REG(gpio_num), OUT_SEL_PLAIN);
    uint32_t mux = REG_READ(IO_MUX_REG(gpio_num));
    mux &= ~(IO_MUX_FUNCTION_MASK | IO_MUX_INPUT | IO_MUX_PULL_DOWN);
    REG_WRITE(IO_MUX_REG(gpio_num), mux | IO_MUX_FUNCTION_GPIO | IO_MUX_PULL_UP);
    return ESP_OK;
}

esp_err_t gpio_set_direction(gpio_num_t gpio_num, gpio_mode_t mode)
{
    if (!valid(gpio_num)) {
        return ESP_ERR_INVALID_ARG;
    }
    if (mode & GPIO_MODE_INPUT) {
        REG_SET_BIT(IO_MUX_REG(gpio_num), IO_MUX_INPUT);
    } else {
        REG_CLR_BIT(IO_MUX_REG(gpio_num), IO_MUX_INPUT);
    }
    if (mode & GPIO_MODE_OUTPUT) {
        REG_WRITE(GPIO_OUT_SEL_REG(gpio_num), OUT_SEL_PLAIN);
        REG_WRITE(GPIO_ENABLE_SET_REG, BIT(gpio_num));
    } else {
        REG_WRITE(GPIO_ENABLE_CLEAR_REG, BIT(gpio_num));
    }
    return ESP_OK;
}

esp_err_t gpio_set_level(gpio_num_t gpio_num, uint32_t level)
{
    if (!valid(gpio_num)) {
        return ESP_ERR_INVALID_ARG;
    }
    REG_WRITE(level ? GPIO_OUT_SET_REG : GPIO_OUT_CLEAR_REG, BIT(gpio_num));
    return ESP_OK;
}

int gpio_get_level(gpio_num_t gpio_num)
{
    return valid(gpio_num) ? (REG_READ(GPIO_IN_REG) >> gpio_num) & 1 : 0;
}
