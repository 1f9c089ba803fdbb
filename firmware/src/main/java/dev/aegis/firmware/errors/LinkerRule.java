package dev.aegis.firmware.errors;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What else the linker and the compiler driver refuse.
final class LinkerRule implements ErrorRule {
    private static final Pattern TWICE =
            Pattern.compile(".*?([^\\s:]+):(?:(\\d+)|\\([^)]*\\)): multiple definition of [`'](.+?)';?.*");
    private static final Pattern LIBRARY = Pattern.compile("\\S*ld(?:\\.[a-z]+)?: cannot find (-l)?(\\S+?):? ?.*");
    private static final Pattern COLLECT = Pattern.compile("collect2: error: (.+)");
    private static final Pattern DRIVER = Pattern.compile(
            "(?:ccache )?\\S*?((?:[\\w.]+-)*(?:gcc|g\\+\\+|cc1|cc1plus|as|objcopy)): (?:fatal error|[Ee]rror): (.+)");

    private final Places places;

    LinkerRule(Places places) {
        this.places = places;
    }

    @Override
    public @Nullable Finding read(String line) {
        Matcher twice = TWICE.matcher(line);
        if (twice.matches()) {
            String path = twice.group(1);
            boolean named = path != null && twice.group(2) != null;
            return Finding.whole(
                    Weight.CAUSE,
                    new BuildError(
                            named ? places.shown(path) : null,
                            Places.number(twice.group(2)),
                            null,
                            "error",
                            "'" + twice.group(3) + "' is defined more than once",
                            List.of(),
                            Category.LINK,
                            "keep one definition; in a header declare it extern, or make it static inline"));
        }
        Matcher library = LIBRARY.matcher(line);
        if (library.matches()) {
            return Finding.whole(
                    Weight.CAUSE,
                    Finding.error(
                            Category.LINK,
                            "the linker cannot find " + library.group(2),
                            "check the library's name and that its component is part of the build"));
        }
        Matcher driver = DRIVER.matcher(line);
        if (driver.matches()) {
            return Finding.whole(
                    Weight.CAUSE,
                    Finding.error(Category.COMPILE, driver.group(1) + ": " + driver.group(2), driverHint(line)));
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
