package dev.aegis.firmware.errors;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Kconfig file that cannot be parsed.
final class KconfigRule implements ErrorRule {
    private static final Pattern ERROR = Pattern.compile(
            "(?:[\\w.]*Kconfig\\w*Error: )?(\\S*Kconfig[\\w.]*|\\S*sdkconfig[\\w.]*):(\\d+): (?:error: )?(.+)");

    private final Places places;

    KconfigRule(Places places) {
        this.places = places;
    }

    @Override
    public @Nullable Finding read(String line) {
        Matcher error = ERROR.matcher(line);
        if (!error.matches() || !(line.contains("error") || line.contains("Error"))) {
            return null;
        }
        return Finding.whole(
                Weight.CAUSE,
                new BuildError(
                        places.shown(error.group(1)),
                        Places.number(error.group(2)),
                        null,
                        "error",
                        error.group(3),
                        List.of(),
                        Category.KCONFIG,
                        "mend this line; keywords are config, menu, choice, if, depends on, default, help"));
    }
}
