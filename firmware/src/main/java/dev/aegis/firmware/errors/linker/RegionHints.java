package dev.aegis.firmware.errors.linker;

/// What makes room in a memory region, by the names that ESP-IDF's linker scripts give to the regions
/// of the chips.
final class RegionHints {
    /// Where code and data share one memory, code in IRAM takes its place in DRAM by this section.
    private static final String SHARED = ".dram0.dummy";

    private static final String LESS_CODE = "move functions out of IRAM: fewer IRAM_ATTR, and options that place code"
            + " there off, such as CONFIG_ESP_WIFI_IRAM_OPT, CONFIG_ESP_WIFI_RX_IRAM_OPT and"
            + " CONFIG_SPI_MASTER_ISR_IN_IRAM";
    private static final String LESS_DATA = "make static buffers smaller, allocate them when they are needed, or move"
            + " constant data to flash with const";

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
                "the chip cannot map that much flash: optimise for size (--profile release), or leave out components"
                        + " and constant data";
            case "iram_seg", "iram_loader_seg", "dram_seg" ->
                "the bootloader is too large: log less in it (CONFIG_BOOTLOADER_LOG_LEVEL), and optimise it for size"
                        + " (CONFIG_BOOTLOADER_COMPILER_OPTIMIZATION_SIZE)";
            case "extern_ram_seg" -> "keep less static data in external RAM, or allocate it when it is needed";
            default ->
                region.startsWith("rtc") || region.startsWith("lp_")
                        ? "keep less in the memory that outlasts deep sleep: fewer or smaller RTC_DATA_ATTR and"
                                + " RTC_IRAM_ATTR, a smaller ULP program"
                        : "make the program smaller: optimise for size, or leave out components";
        };
    }
}
