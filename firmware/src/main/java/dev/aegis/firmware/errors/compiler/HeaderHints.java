package dev.aegis.firmware.errors.compiler;

import dev.aegis.firmware.errors.rule.ComponentTable;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import dev.aegis.suggestion.ClosestName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Hints for a header that the compiler did not find.
final class HeaderHints {
    /// ESP-IDF makes these components available to every other.
    private static final Set<String> ALWAYS_AVAILABLE = Set.of(
            "cxx", "freertos", "esp_hw_support", "heap", "log", "soc", "hal", "esp_rom", "esp_common", "esp_system");
    /// Moved from ESP-IDF to the component registry with v6.0.
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

    /// Headers that ESP-IDF's own sources include, beside those of the table.
    private static final Set<String> CORE = Set.of("sdkconfig.h", "esp_err.h", "esp_bit_defs.h", "soc/soc.h");

    private static final int SHORTEST_COMPARED = 8;

    private final ProjectPaths paths;
    private final ComponentTable idf = ComponentTable.read(HeaderHints.class, "headers.txt");
    private final ComponentTable registry = ComponentTable.read(HeaderHints.class, "registry.txt");

    HeaderHints(ProjectPaths paths) {
        this.paths = paths;
    }

    /// Returns the hint for a header that was not found.
    ///
    /// @param path of the file that includes it
    String missing(String header, String path) {
        String cmakeLists = paths.cmakeListsOf(path);
        String component = idf.componentOf(header);
        if (component != null) {
            return inIdf(header, component, cmakeLists);
        }
        component = registry.componentOf(header);
        if (component != null) {
            return inRegistry(component);
        }
        return similar(header)
                .map(this::didYouMean)
                .orElse("check the spelling of " + header + ", or name the component that has it in REQUIRES or"
                        + " PRIV_REQUIRES in " + cmakeLists);
    }

    /// Returns whether ESP-IDF itself has the header.
    boolean isOfIdf(String header) {
        return idf.componentOf(header) != null || CORE.contains(header);
    }

    /// Returns the known header that this one is a misspelling of. The project's own headers are not in the table, and
    /// a
    /// short name is close to a known one by chance.
    private Optional<String> similar(String header) {
        return header.length() < SHORTEST_COMPARED ? Optional.empty() : ClosestName.of(header, idf.names());
    }

    private String didYouMean(String header) {
        return "did you mean " + header + ", of the component " + idf.componentOf(header) + "?";
    }

    private static String inRegistry(String component) {
        return component + " of the component registry has it: name that under dependencies in main/idf_component.yml,"
                + " and send dependencies.lock and managed_components/ along, since builds have no network";
    }

    private static String inIdf(String header, String component, String cmakeLists) {
        if (ALWAYS_AVAILABLE.contains(component)) {
            return "every component may use the headers of " + component + ", but for this target and version of"
                    + " ESP-IDF it has no " + header;
        }
        return "add " + component
                + (component.startsWith("esp_driver_") ? " (before v5.3: driver)" : "")
                + " to REQUIRES or PRIV_REQUIRES in " + cmakeLists + "; "
                + (MOVED.containsKey(component)
                        ? "since v6.0 it is " + MOVED.get(component) + " of the component registry"
                        : "if it is still not found, this target or version of ESP-IDF does not have it");
    }
}
