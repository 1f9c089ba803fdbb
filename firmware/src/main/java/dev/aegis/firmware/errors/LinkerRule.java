package dev.aegis.firmware.errors;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What else the linker and the compiler driver refuse.
final class LinkerRule implements ErrorRule {
    private static final Pattern LIBRARY = Pattern.compile(
            "\\S*ld(?:\\.[a-z]+)?(?:\\.exe)?: cannot (?:find|open linker script file) (?:-l)?([^\\s:]+).*");
    private static final Pattern COLLECT = Pattern.compile("collect2: error: (.+)");
    private static final Pattern DRIVER = Pattern.compile(
            "(?:ccache )?\\S*?((?:[\\w.]+-)*(?:gcc|g\\+\\+|cc1|cc1plus|as|objcopy)): (?:fatal error|[Ee]rror): (.+)");

    private static final Pattern FAR =
            Pattern.compile("(?:.*?([^\\s:/]+):(\\d+):)?.*relocation truncated to fit: (\\S+) against .*?[`'](.+?)'.*");

    @Override
    public @Nullable Finding read(String line) {
        Matcher library = LIBRARY.matcher(line);
        if (library.matches()) {
            return Finding.whole(
                    Weight.CAUSE,
                    Finding.error(
                            Category.LINK,
                            "the linker cannot find " + library.group(1),
                            "check the library's name and that its component is part of the build"));
        }
        Matcher driver = DRIVER.matcher(line);
        if (driver.matches()) {
            return Finding.whole(
                    Weight.CAUSE,
                    Finding.error(Category.COMPILE, driver.group(1) + ": " + driver.group(2), driverHint(line)));
        }
        Matcher far = FAR.matcher(line);
        if (far.matches()) {
            return Finding.whole(
                    Weight.STEP,
                    Finding.error(
                            Category.LINK,
                            "the code cannot reach '" + far.group(4) + "' (" + far.group(3) + ")",
                            "see whether an undefined or wrongly placed symbol is behind it"));
        }
        Matcher collect = COLLECT.matcher(line);
        return collect.matches()
                ? Finding.whole(Weight.CONSEQUENCE, Finding.error(Category.LINK, collect.group(1), null))
                : null;
    }

    private static @Nullable String driverHint(String line) {
        return line.contains("unrecognized command-line option")
                ? "remove the option from target_compile_options or CMAKE_C_FLAGS, or ask for another IDF version"
                : null;
    }
}
