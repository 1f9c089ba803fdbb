package dev.aegis.firmware.errors.linker;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.errors.rule.ErrorRank;
import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.LineNumber;
import dev.aegis.firmware.errors.rule.PendingError;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Other errors of the linker and of the compiler driver.
public final class LinkerRule implements ErrorRule {
    private static final String LD = "\\S*ld(?:\\.[a-z]+)?(?:\\.exe)?: ";
    private static final Pattern LIBRARY = Pattern.compile(
            LD + "(?:error: )?(?:cannot (?:find|open linker script file)|unable to find library) (?:-l)?([^\\s:]+).*");
    private static final Pattern INCOMPATIBLE =
            Pattern.compile(".*skipping incompatible (\\S+) when searching for (?:-l)?(\\S+)");
    private static final Pattern CRASH = Pattern.compile(
            "(?:\\S*[/\\\\])?(?:lto1|cc1|cc1plus|as|collect2|[\\w.-]*(?:gcc|g\\+\\+|clang|clang\\+\\+))(?:\\.exe)?:"
                    + " (internal compiler error: .+|fatal error: error in backend: .+)");
    private static final Pattern DRIVER = Pattern.compile("(?:ccache"
            + " )?(?:\\S*[/\\\\])?([\\w.-]*(?:gcc|g\\+\\+|cc1|cc1plus|as|objcopy|clang|clang\\+\\+)(?:\\.exe)?):"
            + " (?:fatal error|[Ee]rror): ((?!(?:ld\\.lld|linker) command failed|Terminated signal|Interrupt"
            + " signal).+)");

    private static final Pattern SCRIPT =
            Pattern.compile("\\S*ld(?:\\.[a-z]+)?(?:\\.exe)?: ?((?:[A-Za-z]:)?[^:]+):(\\d+): (syntax error.*)");
    private static final Pattern ORPHAN =
            Pattern.compile(LD + "error: unplaced orphan section [`']([^']+)' from [`']([^']+)'.*");
    private static final Pattern OPTION = Pattern.compile(LD
            + "(unrecognized option '.+?'|unknown argument '.+?'|error: unknown argument.*|unrecognised"
            + " emulation mode: .+)");
    private static final Pattern WARNED = Pattern.compile(LD + "warning: (.+)");
    private static final Pattern PLAIN = Pattern.compile(
            LD
                    + "(?:error: |fatal error: )((?!undefined symbol|duplicate symbol|linker command|ld returned|lto-wrapper failed).+)");
    private static final Pattern RELOCATION = Pattern.compile(
            "(?:" + LD + ")?(?:((?:[A-Za-z]:)?[^\\s:(][^:(]*):(?:(\\d+):)?)?\\(?[^:]*\\+0x[0-9a-f]+\\)?:"
                    + " (relocation truncated to fit: .+|dangerous relocation: .+)");
    private static final Pattern TARGET = Pattern.compile("against (?:\\w+ )?[`']([^`']+)'");

    private final ProjectPaths paths;
    private @Nullable String skipped;

    public LinkerRule(ProjectPaths paths) {
        this.paths = paths;
    }

    @Override
    public List<String> keywords() {
        return List.of(
                "ld: ",
                "ld.exe: ",
                "lld: ",
                "lld.exe: ",
                ".bfd: ",
                "gcc.exe: ",
                "g++.exe: ",
                "clang: ",
                "clang++: ",
                "skipping incompatible",
                "syntax error",
                "collect2: fatal",
                "gcc: ",
                "g++: ",
                "cc1",
                "lto1",
                "as: ",
                "objcopy: ",
                "relocation truncated",
                "dangerous relocation");
    }

    @Override
    public @Nullable PendingError read(String line) {
        Matcher incompatible = INCOMPATIBLE.matcher(line);
        if (incompatible.matches()) {
            skipped = incompatible.group(1);
            return null;
        }
        Matcher library = LIBRARY.matcher(line);
        if (library.matches()) {
            return absent(library.group(1));
        }
        PendingError words = words(line);
        if (words != null) {
            return words;
        }
        Matcher script = SCRIPT.matcher(line);
        if (script.matches()) {
            return script(script.group(1), script.group(2), script.group(3));
        }
        Matcher crash = CRASH.matcher(line);
        if (crash.matches()) {
            return PendingError.cause(
                    Category.COMPILER_CRASH,
                    crash.group(1),
                    "the compiler crashed; try another optimization level or build without -flto, and report it to the"
                            + " operator");
        }
        Matcher driver = DRIVER.matcher(line);
        if (driver.matches()) {
            return PendingError.cause(
                    BuildError.of(Category.COMPILE, driver.group(1) + ": " + driver.group(2), driverHint(line)));
        }
        Matcher relocation = RELOCATION.matcher(line);
        return relocation.matches() ? relocation(relocation.group(1), relocation.group(2), relocation.group(3)) : null;
    }

    /// A jump or load whose target is too far away. An undefined symbol has the address 0 and is reported as too far
    /// too.
    private PendingError relocation(@Nullable String path, @Nullable String line, String words) {
        boolean placed = path != null && paths.inProject(path) && !path.endsWith(".obj") && !path.endsWith(".o");
        Matcher target = TARGET.matcher(words);
        String advice = words.startsWith("dangerous")
                ? "put the function and the constants that it loads into the same section: both with IRAM_ATTR, or neither;"
                        + " or compile the file with -mtext-section-literals"
                : "the code cannot reach " + (target.find() ? "'" + target.group(1) + "'" : "the symbol")
                        + ": check whether it is undefined or in a section far away; call it through a pointer, or place"
                        + " both in one section";
        return PendingError.whole(
                ErrorRank.STEP,
                BuildError.at(
                        placed && path != null ? paths.relative(path) : null,
                        placed ? LineNumber.parse(line) : null,
                        null,
                        paths.relativeIn(words).replace('`', '\''),
                        Category.LINK,
                        advice));
    }

    private @Nullable PendingError words(String line) {
        Matcher orphan = ORPHAN.matcher(line);
        if (orphan.matches()) {
            return PendingError.cause(
                    Category.LINK,
                    "section '" + orphan.group(1) + "' of " + paths.relative(orphan.group(2))
                            + " has no place in the linker script",
                    "since v6.0 this is an error: remove the section attribute, place the section with a linker"
                            + " fragment (.lf), or set CONFIG_COMPILER_ORPHAN_SECTIONS_WARNING=y");
        }
        Matcher option = OPTION.matcher(line);
        if (option.matches()) {
            return PendingError.cause(
                    Category.LINK,
                    "the linker has no such option: " + option.group(1),
                    "remove it from target_link_options or LDFLAGS; if ESP-IDF sets it, the toolchain of the machine"
                            + " does not belong to this version of ESP-IDF");
        }
        Matcher warned = WARNED.matcher(line);
        if (warned.matches()) {
            return PendingError.whole(
                    ErrorRank.SUSPICION,
                    BuildError.of(
                            Category.LINK,
                            "warning: " + warned.group(1),
                            "with --fatal-warnings a warning of the linker ends the build; correct what it names"));
        }
        Matcher plain = PLAIN.matcher(line);
        return plain.matches()
                        && !plain.group(1).contains("overflowed by")
                        && !plain.group(1).contains("will not fit")
                ? PendingError.cause(
                        Category.LINK,
                        paths.relativeIn(plain.group(1)),
                        "the linker stopped here; correct what it names")
                : null;
    }

    private PendingError absent(String library) {
        String hint = skipped == null
                ? "check the name of the library, and that its component is part of the build"
                : paths.relative(skipped)
                        + " was built for another chip; add the library that was built for this target";
        skipped = null;
        return PendingError.cause(
                BuildError.of(Category.LINK, "the linker cannot find the library '" + library + "'", hint));
    }

    private PendingError script(String path, String line, String words) {
        return PendingError.cause(BuildError.at(
                paths.relative(path),
                LineNumber.parse(line),
                null,
                words,
                Category.LINK,
                "correct the linker script; the mistake may be on the line before"));
    }

    private static @Nullable String driverHint(String line) {
        if (line.contains("No such file or directory") || line.contains("no input files")) {
            return "a source file or an option's file is missing; check SRCS and the compile options";
        }
        return line.contains("unrecognized command-line option")
                ? "remove the option from target_compile_options or CMAKE_C_FLAGS, or choose another version of ESP-IDF"
                : null;
    }
}
