/* The version of ESP-IDF of which this tree offers a part of the headers. */
#pragma once

#define ESP_IDF_VERSION_MAJOR   5
#define ESP_IDF_VERSION_MINOR   3
#define ESP_IDF_VERSION_PATCH   1

#define ESP_IDF_VERSION_VAL(major, minor, patch) (((major) << 16) | ((minor) << 8) | (patch))
#define ESP_IDF_VERSION  ESP_IDF_VERSION_VAL(ESP_IDF_VERSION_MAJOR, ESP_IDF_VERSION_MINOR, ESP_IDF_VERSION_PATCH)

#ifdef __cplusplus
extern "C" {
#endif

/* The version as text, for example "v5.3.1-starter". */
const char *esp_get_idf_version(void);

#ifdef __cplusplus
}
#endif
