package dev.aegis.firmware.errors;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns a path of the log into one that the user knows.
final class Places {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[\\\\/].*");
    private static final Pattern UP = Pattern.compile("[^/]+/\\.\\./");
    private static final Pattern COMPONENT = Pattern.compile("((?:components|managed_components)/[^/]+|main)/.*");

    private final String root;

    Places(String projectRoot) {
        this.root = slashes(projectRoot) + "/";
    }

    /// Inside the project: relative to it. Elsewhere: as it is.
    String shown(String path) {
        String plain = slashes(path.strip());
        if (plain.startsWith(root)) {
            return UP.matcher(plain.substring(root.length())).replaceAll("");
        }
        // A compiler that is called in build/ names the project's files from there.
        return plain.startsWith("../") ? plain.substring(3) : plain;
    }

    boolean inProject(String path) {
        String plain = slashes(path.strip());
        return plain.startsWith(root) || !(plain.startsWith("/") || plain.startsWith("<") || drive(plain));
    }

    /// A sentence with every path inside the project written relative to it.
    String words(String sentence) {
        return sentence.replace(root, "");
    }

    /// The file to edit so that the component of a source file may use another component.
    String buildFile(String path) {
        var component = COMPONENT.matcher(shown(path));
        return component.matches() ? component.group(1) + "/CMakeLists.txt" : "the component's CMakeLists.txt";
    }

    static @Nullable Integer number(@Nullable String digits) {
        return digits == null || digits.length() > 9 ? null : Integer.valueOf(digits);
    }

    private static boolean drive(String path) {
        return DRIVE.matcher(path).matches();
    }

    private static String slashes(String path) {
        return drive(path) ? path.replace('\\', '/') : path;
    }
}
