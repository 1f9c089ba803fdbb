package dev.aegis.firmware.errors.log;

import java.util.List;
import java.util.regex.Pattern;

/// Recognizes the lines that tell how a build went on: it succeeded, it failed, it was canceled, or a tool's error was
/// turned into a warning.
final class BuildOutcome {
    /// The meaning of one line.
    enum Sign {
        NONE,
        /// A build tool was started.
        STARTED,
        SUCCEEDED,
        FAILED,
        CANCELED,
        /// CMake reports the failure of a tool that it has just run as a warning.
        ONLY_WARNED
    }

    private record Known(Sign sign, List<String> keywords, Pattern words) {
        Known(Sign sign, List<String> keywords, String words) {
            this(sign, keywords, Pattern.compile(words));
        }
    }

    private static final List<Known> KNOWN = List.of(
            new Known(
                    Sign.STARTED,
                    List.of(
                            "Executing action: ",
                            "Running cmake in ",
                            "Running ninja in ",
                            "Running make in ",
                            "Executing task: ",
                            "Executing \"",
                            "idf.py ",
                            "cmake --build",
                            "pio run",
                            "ninja"),
                    "Executing action: .*|Running (?:cmake|ninja|make) in .*|.*Executing task: .*"
                            + "|Executing \"(?:cmake|ninja|make) .*|(?:.*[$#%>] |\\+ |Run )?"
                            + "(?:idf\\.py (?:-\\S+ )*[a-z].*|cmake --build.*|pio run.*|ninja(?: -.*)?)"),
            new Known(
                    Sign.SUCCEEDED,
                    List.of("build complete", "[SUCCESS]", "Successfully compiled", "build finished successfully"),
                    "(?:Project|Bootloader|Partition table|App) build complete.*|=+ \\[SUCCESS] .*"
                            + "|(?:INFO )?Successfully compiled program.*|.*build finished successfully.*"),
            new Known(
                    Sign.FAILED,
                    List.of(
                            "FAILED: ",
                            "build stopped",
                            "Configuring incomplete",
                            "failed with exit code",
                            "*** [",
                            "could not compile",
                            "] Error "),
                    "FAILED: .*|ninja: build stopped: (?!interrupted).*|-- Configuring incomplete.*|\\w+ failed with"
                            + " exit code .*|(?:make|scons|g?make\\[\\d+]|make\\[\\d+]).*\\*\\*\\* .*|\\*\\*\\* \\[.*"
                            + "|error: could not compile .*"),
            new Known(
                    Sign.CANCELED,
                    List.of(
                            "interrupted",
                            "KeyboardInterrupt",
                            "operation was canceled",
                            "Aborted by user",
                            "job was canceled",
                            "build was canceled",
                            "Aborted!"),
                    "(?:\\^C)?ninja: build stopped: interrupted by user\\.?|KeyboardInterrupt|.*[Tt]he operation was"
                            + " canceled\\.?|Aborted by user.*|.*(?:job|build) was canceled.*|Aborted!"),
            new Known(Sign.ONLY_WARNED, List.of("CMake Warning"), "CMake Warning(?: \\(dev\\))? (?:at|in) .*"));

    private final KeywordMatcher keywords =
            new KeywordMatcher(KNOWN.stream().map(Known::keywords).toList());

    Sign read(String line) {
        for (long offered = keywords.in(line); offered != 0; offered &= offered - 1) {
            Known known = KNOWN.get(Long.numberOfTrailingZeros(offered));
            if (known.words().matcher(line).matches()) {
                return known.sign();
            }
        }
        return Sign.NONE;
    }
}
