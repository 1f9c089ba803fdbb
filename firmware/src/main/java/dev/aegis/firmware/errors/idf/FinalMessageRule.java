package dev.aegis.firmware.errors.idf;

import dev.aegis.firmware.errors.BuildError;
import dev.aegis.firmware.errors.Category;
import dev.aegis.firmware.errors.rule.ErrorRank;
import dev.aegis.firmware.errors.rule.ErrorRule;
import dev.aegis.firmware.errors.rule.PendingError;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The final message of a failed build. It is reported only if the log contains no reason: the log was cut, or the
/// reason was written to another stream.
public final class FinalMessageRule implements ErrorRule {
    private static final Pattern CONFIGURE = Pattern.compile("-- (Configuring incomplete, errors occurred!)");
    private static final Pattern STOPPED = Pattern.compile("ninja: (build stopped: .+)");
    private static final Pattern EXIT = Pattern.compile("(\\w+ failed with exit code \\d+)(?:,.*)?");
    private static final Pattern COLLECT = Pattern.compile("collect2: error: (ld returned \\d+ exit status)");
    private static final String HINT = "the reason is not in this log; read the complete log, or build again";

    @Override
    public List<String> keywords() {
        return List.of("collect2: error", "Configuring incomplete", "build stopped", "failed with exit code");
    }

    @Override
    public @Nullable PendingError read(String line) {
        PendingError configure = found(CONFIGURE.matcher(line), Category.CMAKE);
        if (configure != null) {
            return configure;
        }
        PendingError collect = found(COLLECT.matcher(line), Category.LINK);
        if (collect != null) {
            return collect;
        }
        PendingError stopped = found(STOPPED.matcher(line), Category.STEP);
        return stopped == null
                ? found(EXIT.matcher(line), line.startsWith("cmake") ? Category.CMAKE : Category.STEP)
                : stopped;
    }

    private static @Nullable PendingError found(Matcher words, Category category) {
        return words.matches()
                ? PendingError.whole(ErrorRank.FINAL_MESSAGE, BuildError.of(category, words.group(1), HINT))
                : null;
    }
}
