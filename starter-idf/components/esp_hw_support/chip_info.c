#include "esp_chip_info.h"

#include "soc/chip.h"

void esp_chip_info(esp_chip_info_t *out_info)
{
    *out_info = (esp_chip_info_t){
        .model = (esp_chip_model_t)CHIP_ID,
        .features = CHIP_FEATURES,
        .revision = (uint16_t)(CHIP_REVISION_MAJOR * 100 + CHIP_REVISION_MINOR),
        .cores = 1,
    };
}
