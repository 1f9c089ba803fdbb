package dev.aegis.firmware.errors.compiler;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.errors.rule.ErrorRank;
import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.LineNumber;
import dev.aegis.firmware.errors.rule.PendingError;
import dev.aegis.firmware.errors.rule.ProjectPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `error[E0425]: ...` of rustc with the place and the source lines below it, and the errors of cargo.
public final class RustRule implements ErrorRule {
    private static final Pattern ERROR = Pattern.compile("error(?:\\[(E\\d{4})])?: (.+)");
    private static final Pattern PLACE = Pattern.compile(" *--> (.+?):(\\d+):(\\d+)");
    private static final Pattern BELOW = Pattern.compile(" +(?:-->|:::|\\||=|\\.\\.\\.) ?.*| *\\d+ +\\|.*| *\\|.*");
    private static final Pattern SUMMARY =
            Pattern.compile("aborting due to .*|could not compile .*|.* previous errors?.*|failed to run custom build.*"
                    + "|linking with .*|build failed.*|process didn't exit.*");
    private static final Pattern CARGO = Pattern.compile(
            "no matching package .*|failed to (?:select a version|get|load source|parse"
                    + " manifest|parse lock file|download|read|fetch).*|failed to resolve: .*|the lock file .* needs to be"
                    + " updated.*|the package .* depends on .*|package .* cannot be built because .*|could not find"
                    + " `Cargo.toml`.*|current package believes.*|manifest path .* does not exist.*|invalid .*manifest.*");
    private static final Pattern MACHINE = Pattern.compile("toolchain '.+' is not installed.*|component '.+' .*not.*"
            + "|linker `.+` not found.*|the `.+` target may not be installed.*|could not execute process `rustc .*");
    private static final int MOST_LINES = 12;

    private final ProjectPaths paths;
    private @Nullable String unplaced;

    public RustRule(ProjectPaths paths) {
        this.paths = paths;
    }

    @Override
    public List<String> keywords() {
        return List.of("error[E", "error: ", "warning: ", "--> ");
    }

    @Override
    public @Nullable PendingError read(String line) {
        Matcher place = PLACE.matcher(line);
        if (place.matches()) {
            String message = unplaced;
            unplaced = null;
            return message == null ? null : open(null, message, place);
        }
        unplaced = null;
        Matcher error = ERROR.matcher(line);
        if (!error.matches() || SUMMARY.matcher(error.group(2)).matches()) {
            return null;
        }
        String message = error.group(2);
        if (MACHINE.matcher(message).matches()) {
            return PendingError.cause(
                    Category.TOOLCHAIN,
                    message,
                    "the Rust toolchain of the build is incomplete; install what is named");
        }
        if (CARGO.matcher(message).matches()) {
            return PendingError.open(ErrorRank.CAUSE, MOST_LINES, RustRule::isBelow, lines -> ofCargo(message, lines));
        }
        if (error.group(1) == null) {
            // Other tools begin their messages with this word too; a place on the next line shows that it is rustc's.
            unplaced = message;
            return null;
        }
        return open(error.group(1), message, null);
    }

    private PendingError open(@Nullable String code, String message, @Nullable Matcher place) {
        return PendingError.open(
                ErrorRank.CAUSE, MOST_LINES, RustRule::isBelow, lines -> placed(code, message, place, lines));
    }

    private static boolean isBelow(String line) {
        return BELOW.matcher(line).matches();
    }

    private static BuildError ofCargo(String message, List<String> lines) {
        return BuildError.of(
                        Category.COMPONENT,
                        message,
                        "correct the dependency in Cargo.toml; builds have no network, so that cargo vendor or a filled"
                                + " registry cache is needed")
                .showing(lines.stream().map(String::strip).toList());
    }

    private BuildError placed(@Nullable String code, String message, @Nullable Matcher known, List<String> lines) {
        List<String> excerpt = new ArrayList<>();
        Matcher first = known;
        for (String line : lines) {
            Matcher place = PLACE.matcher(line);
            if (first == null && place.matches()) {
                first = place;
            } else if (!line.strip().equals("|")) {
                excerpt.add(line);
            }
        }
        String hint = code == null
                ? "correct the source as rustc says"
                : "correct the source as rustc says; rustc --explain " + code + " has the details";
        BuildError error = first == null
                ? BuildError.of(Category.COMPILE, message, hint)
                : BuildError.at(
                        paths.relative(first.group(1)),
                        LineNumber.parse(first.group(2)),
                        LineNumber.parse(first.group(3)),
                        message,
                        Category.COMPILE,
                        hint);
        return error.showing(excerpt);
    }
}
