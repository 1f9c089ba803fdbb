package dev.aegis.firmware.errors.linker;

import dev.aegis.firmware.errors.rule.ComponentTable;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
/// Hints for a symbol that the linker cannot find.

final class SymbolHints {
    private static final String VTABLE = "vtable for ";

    private static final Set<String> HOOKS = Set.of(
            "vApplicationIdleHook",
            "vApplicationTickHook",
            "vApplicationMallocFailedHook",
            "vTaskPreDeletionHook",
            "vPortCleanUpTCB",
            "vApplicationStackOverflowHook",
            "esp_heap_trace_alloc_hook",
            "esp_heap_trace_free_hook");

    private final OptionTable options = new OptionTable();
    private final ComponentTable symbols = ComponentTable.read(SymbolHints.class, "symbols.txt");

    String undefined(String symbol) {
        if (symbol.equals("app_main")) {
            return "define void app_main(void) in main/, as extern \"C\" in a C++ file, and list that file in SRCS of"
                    + " main/CMakeLists.txt";
        }
        if (symbol.startsWith(VTABLE)) {
            return "define the first virtual function of " + symbol.substring(VTABLE.length())
                    + " that is neither inline nor pure, and list its file in SRCS";
        }
        if (symbol.equals("setup") || symbol.equals("loop")) {
            return "an Arduino sketch defines both setup() and loop(); list its file in SRCS";
        }
        if (symbol.startsWith("_binary_")) {
            return "name the embedded file in EMBED_FILES or EMBED_TXTFILES of the component that uses it";
        }
        if (HOOKS.contains(symbol)) {
            return "an option of sdkconfig calls this function, and the project must define it: define it in a file of"
                    + " SRCS, or switch the option off";
        }
        Optional<String> option = options.optionsFor(symbol);
        if (option.isPresent()) {
            return "ESP-IDF has it only with " + option.get() + " in sdkconfig.defaults"
                    + componentOf(symbol)
                            .map(component ->
                                    "; the component " + component + " must also be in REQUIRES or PRIV_REQUIRES")
                            .orElse("");
        }
        return componentOf(symbol)
                .map(component -> "if it is ESP-IDF's, its component is " + component + ": add that to REQUIRES or"
                        + " PRIV_REQUIRES of the component that needs it, and see that sdkconfig does not switch it"
                        + " off; if it is yours, list its file in SRCS")
                .orElse("list the file that defines " + symbol
                        + " in SRCS, or name the component that has it in REQUIRES; between C and C++ it needs"
                        + " extern \"C\"");
    }

    /// Returns the component of the longest known prefix.
    private Optional<String> componentOf(String symbol) {
        return symbols.names().stream()
                .filter(symbol::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(symbols::componentOf);
    }
}
