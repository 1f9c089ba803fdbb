package dev.aegis.firmware.errors;

import java.util.Map;
import java.util.Set;

/// What to do about a header that the compiler did not find.
final class HeaderAdvice {
    /// ESP-IDF lets every component use these without asking.
    private static final Set<String> EVERYBODYS = Set.of(
            "cxx", "freertos", "esp_hw_support", "heap", "log", "soc", "hal", "esp_rom", "esp_common", "esp_system");
    /// Left ESP-IDF with v6.0.
    private static final Map<String, String> MOVED = Map.of(
            "json",
            "espressif/cjson",
            "mqtt",
            "espressif/mqtt",
            "usb",
            "espressif/usb",
            "touch_element",
            "espressif/touch_element",
            "wifi_provisioning",
            "espressif/network_provisioning");

    private final Places places;
    private final KnownNames known;

    HeaderAdvice(Places places, KnownNames known) {
        this.places = places;
        this.known = known;
    }

    /// @param path the file that includes it
    String missing(String header, String path) {
        String file = places.buildFile(path);
        return known.componentOfHeader(header)
                .map(component -> inIdf(header, component, file))
                .or(() -> known.registryComponentOfHeader(header)
                        .map(component -> component + " of the component registry has it: name that under dependencies"
                                + " in main/idf_component.yml, and send dependencies.lock and managed_components/"
                                + " along, since builds have no network"))
                .or(() -> known.headerLike(header).map(like -> "did you mean " + like + of(like) + "?"))
                .orElse("check the spelling of " + header + ", or name the component that has it in REQUIRES or"
                        + " PRIV_REQUIRES in " + file);
    }

    private static String inIdf(String header, String component, String file) {
        if (EVERYBODYS.contains(component)) {
            return "every component may use the headers of " + component + ", but for this target and version of"
                    + " ESP-IDF it has no " + header;
        }
        return "add " + component
                + (component.startsWith("esp_driver_") ? " (before v5.3: driver)" : "")
                + " to REQUIRES or PRIV_REQUIRES in " + file + "; "
                + (MOVED.containsKey(component)
                        ? "since v6.0 it is " + MOVED.get(component) + " of the component registry"
                        : "if it is still not found, this target or version of ESP-IDF does not have it");
    }

    private String of(String like) {
        return known.componentOfHeader(like)
                .map(component -> ", of the component " + component)
                .orElse("");
    }
}
