package dev.aegis.firmware.errors.rule;

import java.util.regex.Pattern;

/// Paths of ESP-IDF, of its tools and of the operating system, by their names alone: a pasted log often names nothing
/// else.
final class VendorPaths {
    private static final String VERSION = "(?:v?\\d[^/]*|release[^/]*|master|esp-idf[^/]*)";
    private static final String IDF_ONLY = "(?:app_update|bootloader|bootloader_support|esp_common|esp_driver_\\w+"
            + "|esp_event|esp_hw_support|esp_netif|esp_phy|esp_pm|esp_rom|esp_system|esp_timer|esp_wifi|esptool_py"
            + "|freertos|hal|heap|lwip|mbedtls|newlib|esp_libc|nvs_flash|partition_table|riscv|soc|spi_flash"
            + "|wpa_supplicant|xtensa|esp_http_client|esp_http_server)";

    /// Folders inside which no file is the user's.
    private static final Pattern INSIDE = Pattern.compile("(?:^|/)(?:"
            + "\\.espressif|\\.embuild|\\.platformio|\\.rustup|\\.cargo/registry|site-packages|dist-packages|python_env"
            + "|framework-(?:espidf|arduinoespressif32)[^/]*|toolchain-[^/]+|cmake-\\d[^/]*/Modules"
            + "|(?:xtensa|riscv32)-[\\w-]*elf[^/]*|esp32ulp-elf[^/]*|esp-clang"
            + "|(?:esp-)?idf[^/]*/(?:" + VERSION + "/){0,2}(?:components|tools|make)"
            + ")(?:/|$)");

    /// Folders of the operating system.
    private static final Pattern SYSTEM = Pattern.compile("(?:/usr|/lib\\d*|/nix/store|/snap)/.*");

    /// A component that only ESP-IDF has, below whatever folder.
    private static final Pattern COMPONENT =
            Pattern.compile("(.*)/components/" + IDF_ONLY + "/.*|(.*)/tools/cmake/\\w+\\.cmake");

    private VendorPaths() {}

    /// @param path with slashes, absolute or relative to some root
    static boolean inside(String path) {
        return INSIDE.matcher(path).find();
    }

    /// @param path absolute, with slashes, below no root that the log names
    static boolean outside(String path) {
        return inside(path)
                || SYSTEM.matcher(path).matches()
                || COMPONENT.matcher(path).matches();
    }
}
