package dev.aegis.firmware.errors;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What CMake's words mean for the user.
final class CMakeMessage {
    private static final int LONGEST = 400;
    private static final Pattern NO_COMPONENT = Pattern.compile("Failed to resolve component '([^']+)'.*");

    record Advice(Category category, @Nullable String hint) {}

    private CMakeMessage() {}

    /// Joins the wrapped words again, and stops where the call stack begins.
    static String sentence(List<String> words) {
        StringBuilder joined = new StringBuilder();
        for (String word : words) {
            if (word.startsWith("Call Stack") || joined.length() > LONGEST) {
                break;
            }
            joined.append(joined.isEmpty() ? "" : " ").append(word);
        }
        String text = joined.toString().replaceFirst("^ERROR: ", "");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    static Advice advice(String message) {
        Matcher component = NO_COMPONENT.matcher(message);
        if (component.matches()) {
            return new Advice(
                    Category.COMPONENT,
                    "check the spelling of " + component.group(1)
                            + " in REQUIRES, put it into components/, or vendor it into managed_components/");
        }
        if (message.contains("component registry")) {
            return new Advice(
                    Category.COMPONENT,
                    "builds have no network: run the component manager once where there is one, and send"
                            + " dependencies.lock and managed_components/ along");
        }
        if (message.contains("Manifest is not valid")) {
            return new Advice(Category.COMPONENT, "mend the idf_component.yml that is named beside this error");
        }
        if (message.contains("kconfgen") || message.contains("kconfserver")) {
            return new Advice(Category.KCONFIG, "look for the Kconfig file and line that the log names just before");
        }
        if (message.contains("doesn't match supported version") || message.contains("Could not find toolchain")) {
            return new Advice(
                    Category.TOOLCHAIN,
                    "the machine's toolchain is not this IDF version's; tell the operator of the build machine");
        }
        if (message.startsWith("Parse error")) {
            return new Advice(Category.CMAKE, "close every bracket and quote in this file");
        }
        if (message.contains("Cannot find source file") || message.contains("No SOURCES given")) {
            return new Advice(Category.CMAKE, "make SRCS name files that exist, relative to this CMakeLists.txt");
        }
        return new Advice(Category.CMAKE, "this CMake script stopped the build; change what it complains about");
    }
}
