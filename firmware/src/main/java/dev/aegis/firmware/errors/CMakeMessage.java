package dev.aegis.firmware.errors;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What CMake's words mean for the user.
final class CMakeMessage {
    private static final int LONGEST = 400;
    private static final Pattern NO_COMPONENT = Pattern.compile("Failed to resolve component '([^']+)'.*");

    static final String NO_REASON = "CMake failed without a reason";
    private static final List<String> FOLLOWING = List.of(
            NO_REASON,
            "CMake Warning",
            "Error processing file",
            "Failed to run kconfgen",
            "Manifest is not valid",
            "No SOURCES given to target");

    private static final Pattern EMPTY_COMPONENT = Pattern.compile(
            "idf_component_register: unknown argument|No source files found for SRC_DIRS|SRCS and SRC_DIRS are both");

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

    /// Few warnings of CMake explain a failure: a component that was described wrongly and so came out empty.
    static Weight weightOfWarning(String message) {
        return EMPTY_COMPONENT.matcher(message).find() ? Weight.SUSPICION : Weight.NOTHING;
    }

    /// Whether this only repeats what another error, or another program, has said better.
    static boolean onlyFollows(String message) {
        return FOLLOWING.stream().anyMatch(message::startsWith);
    }

    static Advice advice(String message) {
        Matcher component = NO_COMPONENT.matcher(message);
        if (component.matches()) {
            return new Advice(
                    Category.COMPONENT,
                    "check the spelling of " + component.group(1)
                            + " in REQUIRES, put it into components/, or vendor it into managed_components/");
        }
        if (message.startsWith("Unknown CMake command")) {
            return new Advice(
                    Category.CMAKE, "check the command's spelling, and that the file that defines it is included");
        }
        if (EMPTY_COMPONENT.matcher(message).find()) {
            return new Advice(
                    Category.CMAKE,
                    "name the sources with SRCS \"file.c\" in idf_component_register; else the component is empty");
        }
        if (message.startsWith("Include directory") || message.contains("SRC_DIRS entry")) {
            return new Advice(
                    Category.CMAKE,
                    "make INCLUDE_DIRS and SRC_DIRS name folders that exist beside this CMakeLists.txt");
        }
        if (message.contains("only supports targets")) {
            return new Advice(Category.COMPONENT, "build for one of these targets, or leave the component out");
        }
        if (message.contains("did not find one") || message.contains("Could NOT find")) {
            return new Advice(
                    Category.CMAKE,
                    "firmware cannot use this machine's libraries: bring the package along as a component");
        }
        if (message.contains("not properly nested") || message.contains("is not closed")) {
            return new Advice(Category.CMAKE, "close every if, foreach, function and macro in this file");
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
