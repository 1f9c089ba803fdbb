package dev.aegis.firmware.errors.rule;

import java.util.regex.Pattern;

/// Converts paths in a log to paths in the user's project.
public final class ProjectPaths {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[\\\\/].*");
    private static final Pattern UP = Pattern.compile("[^/]+/\\.\\./");
    private static final Pattern COMPONENT = Pattern.compile("((?:components|managed_components)/[^/]+|main)/.*");

    private final String root;

    /// @param projectRoot the project's absolute path as the log writes it, without a trailing slash
    public ProjectPaths(String projectRoot) {
        this.root = slashes(projectRoot) + "/";
    }

    /// Returns a path inside the project relative to it, and any other path as it is.
    public String relative(String path) {
        String plain = slashes(path.strip());
        if (plain.startsWith(root)) {
            return UP.matcher(plain.substring(root.length())).replaceAll("");
        }
        // A compiler that runs in build/ names the project's files from there.
        return plain.startsWith("../") ? plain.substring(3) : plain;
    }

    /// Returns whether the path is inside the project. Relative paths are.
    public boolean inProject(String path) {
        String plain = slashes(path.strip());
        return plain.startsWith(root) || !(plain.startsWith("/") || plain.startsWith("<") || drive(plain));
    }

    /// Returns the sentence with every path inside the project written relative to it.
    public String relativeIn(String sentence) {
        return sentence.replace(root, "");
    }

    /// Returns the CMakeLists.txt in which the component of a source file lists the components that it requires.
    public String cmakeListsOf(String path) {
        var component = COMPONENT.matcher(relative(path));
        return component.matches() ? component.group(1) + "/CMakeLists.txt" : "the component's CMakeLists.txt";
    }

    private static boolean drive(String path) {
        return DRIVE.matcher(path).matches();
    }

    private static String slashes(String path) {
        return drive(path) ? path.replace('\\', '/') : path;
    }
}
