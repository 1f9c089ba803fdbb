package dev.aegis.firmware.errors.linker;

/// Hints for a memory region that is too small, by the names in ESP-IDF's linker scripts.
final class RegionHints {
    /// On chips where code and data share one memory, this section reserves in DRAM the space that code in IRAM takes.
    private static final String SHARED = ".dram0.dummy";

    private static final String FIRST =
            "first optimize for size (CONFIG_COMPILER_OPTIMIZATION_SIZE=y, --profile release); then ";
    private static final String LESS_CODE =
            FIRST + "move functions out of IRAM: use IRAM_ATTR less, and switch off options that place code"
                    + " there, such as CONFIG_ESP_WIFI_IRAM_OPT, CONFIG_ESP_WIFI_RX_IRAM_OPT and"
                    + " CONFIG_SPI_MASTER_ISR_IN_IRAM";
    private static final String LESS_DATA =
            FIRST + "make static buffers smaller, allocate them when they are needed, or declare"
                    + " constant data const, which moves it to flash";

    private boolean shared;

    void sectionTooLarge(String section) {
        shared |= section.equals(SHARED);
    }

    String tooSmall(String region) {
        return switch (region) {
            case "iram0_0_seg", "tcm_idram_seg" -> LESS_CODE;
            case "dram0_0_seg" -> LESS_DATA + (shared ? "; on this chip code in IRAM takes from the same memory" : "");
            case "sram_seg", "sram_low", "sram_high" -> LESS_DATA + "; code in IRAM takes from the same memory";
            case "iram0_2_seg", "irom_seg", "drom0_0_seg", "drom_seg" ->
                "the chip cannot map that much flash: optimize for size (CONFIG_COMPILER_OPTIMIZATION_SIZE=y,"
                        + " --profile release), or remove components and constant data";
            case "iram_seg", "iram_loader_seg", "dram_seg" ->
                "the bootloader is too large: reduce its log level (CONFIG_BOOTLOADER_LOG_LEVEL), and optimize it for"
                        + " size (CONFIG_BOOTLOADER_COMPILER_OPTIMIZATION_SIZE)";
            case "extern_ram_seg" -> "keep less static data in external RAM, or allocate it when it is needed";
            default ->
                region.startsWith("rtc") || region.startsWith("lp_")
                        ? "reduce the data kept during deep sleep: fewer or smaller RTC_DATA_ATTR and"
                                + " RTC_IRAM_ATTR, a smaller ULP program"
                        : "make the program smaller: optimize for size, or remove components";
        };
    }
}
