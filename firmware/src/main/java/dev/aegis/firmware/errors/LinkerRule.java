package dev.aegis.firmware.errors;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What else the linker and the compiler driver refuse.
final class LinkerRule implements ErrorRule {
    private static final Pattern LIBRARY = Pattern.compile(
            "\\S*ld(?:\\.[a-z]+)?(?:\\.exe)?: cannot (?:find|open linker script file) (?:-l)?([^\\s:]+).*");
    private static final Pattern INCOMPATIBLE =
            Pattern.compile(".*skipping incompatible (\\S+) when searching for (?:-l)?(\\S+)");
    private static final Pattern DRIVER = Pattern.compile(
            "(?:ccache )?(?:\\S*[/\\\\])?([\\w.-]*(?:gcc|g\\+\\+|cc1|cc1plus|as|objcopy)): (?:fatal error|[Ee]rror): (.+)");

    private static final Pattern SCRIPT =
            Pattern.compile("\\S*ld(?:\\.[a-z]+)?(?:\\.exe)?: ?((?:[A-Za-z]:)?[^:]+):(\\d+): (syntax error.*)");
    private static final Pattern FAR =
            Pattern.compile("relocation truncated to fit: (\\S+) against [^`']*[`']([^`']+)'");

    private final Places places;
    private @Nullable String skipped;

    LinkerRule(Places places) {
        this.places = places;
    }

    @Override
    public @Nullable Finding read(String line) {
        Matcher incompatible = INCOMPATIBLE.matcher(line);
        if (incompatible.matches()) {
            skipped = incompatible.group(1);
            return null;
        }
        Matcher library = LIBRARY.matcher(line);
        if (library.matches()) {
            return absent(library.group(1));
        }
        Matcher script = SCRIPT.matcher(line);
        if (script.matches()) {
            return script(script.group(1), script.group(2), script.group(3));
        }
        Matcher driver = DRIVER.matcher(line);
        if (driver.matches()) {
            return Finding.whole(
                    Weight.CAUSE,
                    Finding.error(Category.COMPILE, driver.group(1) + ": " + driver.group(2), driverHint(line)));
        }
        Matcher far = FAR.matcher(line);
        if (far.find()) {
            return Finding.whole(
                    Weight.STEP,
                    Finding.error(
                            Category.LINK,
                            "the code cannot reach '" + far.group(2) + "' (" + far.group(1) + ")",
                            "see whether an undefined or wrongly placed symbol is behind it"));
        }
        return null;
    }

    private Finding absent(String library) {
        String hint = skipped == null
                ? "check the library's name and that its component is part of the build"
                : places.shown(skipped) + " was built for another chip or another kind of code: get it for this target";
        skipped = null;
        return Finding.whole(
                Weight.CAUSE,
                Finding.error(Category.LINK, "the linker cannot find the library '" + library + "'", hint));
    }

    private Finding script(String path, String line, String words) {
        return Finding.whole(
                Weight.CAUSE,
                new BuildError(
                        places.shown(path),
                        Places.number(line),
                        null,
                        "error",
                        words,
                        List.of(),
                        Category.LINK,
                        "mend the linker script; the mistake can be on the line before"));
    }

    private static @Nullable String driverHint(String line) {
        return line.contains("unrecognized command-line option")
                ? "remove the option from target_compile_options or CMAKE_C_FLAGS, or ask for another IDF version"
                : null;
    }
}
