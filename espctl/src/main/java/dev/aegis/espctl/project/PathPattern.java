package dev.aegis.espctl.project;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import java.util.regex.Pattern;

/// A pattern like those of `.gitignore`: `*` and `?` within one name, `**` across names, a trailing slash for folders
/// only, another slash to match from the project's root.
final class PathPattern {
    private final Pattern regex;
    private final boolean directoryOnly;
    private final String literalStart;

    private PathPattern(Pattern regex, boolean directoryOnly, String literalStart) {
        this.regex = regex;
        this.directoryOnly = directoryOnly;
        this.literalStart = literalStart;
    }

    /// @param from the source of the pattern, for messages
    static PathPattern of(String text, String from) {
        if (text.startsWith("!") || text.contains("\\") || text.contains("[")) {
            throw new Failure(
                    ExitCode.USAGE,
                    "pattern_unsupported",
                    "the pattern '" + text + "' (" + from + ") uses '!', '[' or '\\', which espctl does not know",
                    "use *, ** and ?; to include a path again, name it in include of [upload] in .espctl.toml");
        }
        boolean directoryOnly = text.endsWith("/");
        String body = directoryOnly ? text.substring(0, text.length() - 1) : text;
        boolean anchored = body.contains("/");
        String plain = body.startsWith("/") ? body.substring(1) : body;
        String regex = (anchored ? "" : "(?:.*/)?") + translate(plain);
        int wildcard = plain.replace('?', '*').indexOf('*');
        String literal = anchored ? (wildcard < 0 ? plain : plain.substring(0, wildcard)) : "";
        return new PathPattern(Pattern.compile(regex, Pattern.DOTALL), directoryOnly, literal);
    }

    boolean matches(String path, boolean directory) {
        return (directory || !directoryOnly) && regex.matcher(path).matches();
    }

    /// Whether the pattern could match something below this folder.
    boolean reachesInto(String folder) {
        return literalStart.startsWith(folder + "/");
    }

    private static String translate(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
