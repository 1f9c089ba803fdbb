package dev.aegis.firmware.errors;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a build ends that failed. Worth saying only when the log holds no reason at all: it was cut, or
/// the reason went to another stream.
final class LastWordsRule implements ErrorRule {
    private static final Pattern CONFIGURE = Pattern.compile("-- (Configuring incomplete, errors occurred!)");
    private static final Pattern STOPPED = Pattern.compile("ninja: (build stopped: .+)");
    private static final Pattern EXIT = Pattern.compile("(\\w+ failed with exit code \\d+)(?:,.*)?");
    private static final Pattern COLLECT = Pattern.compile("collect2: error: (ld returned \\d+ exit status)");
    private static final String HINT = "the reason is not in this log: read the build's whole log, or build again";

    @Override
    public @Nullable Finding read(String line) {
        Finding configure = found(CONFIGURE.matcher(line), Category.CMAKE);
        if (configure != null) {
            return configure;
        }
        Finding collect = found(COLLECT.matcher(line), Category.LINK);
        if (collect != null) {
            return collect;
        }
        Finding stopped = found(STOPPED.matcher(line), Category.STEP);
        return stopped == null
                ? found(EXIT.matcher(line), line.startsWith("cmake") ? Category.CMAKE : Category.STEP)
                : stopped;
    }

    private static @Nullable Finding found(Matcher words, Category category) {
        return words.matches() ? Finding.whole(Weight.LAST_WORDS, Finding.error(category, words.group(1), HINT)) : null;
    }
}
