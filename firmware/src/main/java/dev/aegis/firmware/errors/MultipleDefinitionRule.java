package dev.aegis.firmware.errors;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One symbol, two definitions.
final class MultipleDefinitionRule implements ErrorRule {
    private static final Pattern TWICE =
            Pattern.compile("(?:\\S*ld(?:\\.[a-z]+)?(?:\\.exe)?: )?(.+?): multiple definition"
                    + " of [`'](.+?)';?(?: (.+?): first defined here)?");
    private static final Pattern PLACE = Pattern.compile(
            "(?:(?:\\S*[/\\\\])?([^\\s/\\\\(]++\\([^)\\s]++\\)):)?(?:((?:[A-Za-z]:)?[^:(]+):(\\d+)|(.*))");

    private final Places places;

    MultipleDefinitionRule(Places places) {
        this.places = places;
    }

    @Override
    public @Nullable Finding read(String line) {
        Matcher twice = TWICE.matcher(line);
        if (!twice.matches()) {
            return null;
        }
        Matcher second = PLACE.matcher(twice.group(1));
        boolean named = second.matches() && second.group(2) != null;
        String first = twice.group(3) == null ? null : where(twice.group(3));
        return Finding.whole(
                Weight.CAUSE,
                new BuildError(
                        named ? places.shown(second.group(2)) : null,
                        named ? Places.number(second.group(3)) : null,
                        null,
                        "error",
                        "'" + twice.group(2) + "' is defined more than once",
                        first == null
                                ? List.of()
                                : List.of("first defined in " + first, "again in " + where(twice.group(1))),
                        Category.LINK,
                        twice.group(2).startsWith("app_main")
                                ? "only one file of the build may define app_main"
                                : "keep one definition; in a header declare it extern, or make it static inline"));
    }

    private String where(String text) {
        Matcher place = PLACE.matcher(text);
        if (!place.matches()) {
            return text;
        }
        String object = place.group(1);
        if (place.group(2) == null) {
            return object == null ? text : object;
        }
        return places.shown(place.group(2)) + ":" + place.group(3) + (object == null ? "" : " (" + object + ")");
    }
}
