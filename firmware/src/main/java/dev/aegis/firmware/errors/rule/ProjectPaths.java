package dev.aegis.firmware.errors.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Converts paths in a log to paths in the user's project. The roots of the project and of ESP-IDF are given, or
/// learned
/// from the log while it is read.
public final class ProjectPaths {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[\\\\/].*");
    private static final Pattern ABSOLUTE =
            Pattern.compile("(?<![\\w./:-])(?:/|[A-Za-z]:[\\\\/])[^\\s'\",;()<>:]+(?=[\\s'\",;()<>:]|$)");
    private static final Pattern MSYS = Pattern.compile("/([a-z])/(?:Users|esp|Espressif|work|src)/.*");
    private static final Pattern COMPONENT =
            Pattern.compile("((?:\\.\\./)*(?:components|managed_components)/[^/]+|main)/.*");
    private static final List<Pattern> FOLDERS = List.of(
            Pattern.compile("(.+/\\.(?:esphome|pioenvs|pio)/(?:build/)?[^/]+)/.+"),
            Pattern.compile("(.+?)/managed_components/.+"),
            Pattern.compile("(.+?)/components/.+"),
            Pattern.compile("(.+)/main/.+"),
            Pattern.compile("(.+?)/src/.+"),
            Pattern.compile("(.+)/(?:sdkconfig\\S*|partitions[^/]*\\.csv|CMakeLists\\.txt)"));

    /// Folders that hold more than a project.
    private static final Set<String> TOO_HIGH =
            Set.of("", "/", "/tmp", "/home", "/usr", "/opt", "/var", "/mnt", "/Users");
    private static final String BOOTLOADER = "components/bootloader/subproject";
    private static final int MOST_UP = 3;
    private static final int MOST_ROOTS = 50;

    private final List<String> roots = new ArrayList<>();
    private final List<String> vendors = new ArrayList<>();

    /// @param projectRoots absolute paths of the project as far as they are known before the log is read
    public ProjectPaths(String... projectRoots) {
        for (String root : projectRoots) {
            learnRoot(root);
        }
    }

    /// Adds a root of the project that the log names.
    public void learnRoot(String path) {
        String root = folder(path);
        if (absolute(root) && !TOO_HIGH.contains(root) && !vendors.contains(root) && !root.contains(BOOTLOADER)) {
            add(roots, root);
        }
    }

    /// Adds a folder of ESP-IDF that the log names.
    public void learnVendor(String path) {
        String folder = folder(path);
        if (absolute(folder) && !TOO_HIGH.contains(folder)) {
            add(vendors, folder);
            roots.remove(folder);
        }
    }

    /// Returns a path inside the project relative to it, and any other path as it is.
    public String relative(String path) {
        Optional<String> above = above(path);
        if (above.isPresent()) {
            return above.get();
        }
        String plain = plain(path);
        if (!absolute(plain)) {
            // A compiler that runs in build/ names the project's files from there.
            return plain.startsWith("../") ? plain.substring("../".length()) : plain;
        }
        if (!own(plain)) {
            return plain;
        }
        return rootOf(plain)
                .map(root -> plain.substring(root.length() + 1))
                .or(() -> beside(plain))
                .or(() -> guessed(plain))
                .orElse(plain);
    }

    /// Returns whether the path is the user's: inside the project, or beside it and not ESP-IDF's. Relative paths are.
    public boolean inProject(String path) {
        String plain = plain(path);
        return !plain.startsWith("<") && (own(plain) || above(path).isPresent());
    }

    /// Returns the sentence with every path inside the project written relative to it.
    public String relativeIn(String sentence) {
        String text = sentence;
        for (String root : longestFirst(roots)) {
            String name = DRIVE.matcher(root).matches()
                    ? "(?i:" + Pattern.quote(root).replace("/", "\\E[\\\\/]\\Q") + ")[\\\\/]"
                    : Pattern.quote(root + "/");
            text = Pattern.compile("(?<![\\w./-])" + name + "([^\\s'\"]*)")
                    .matcher(text)
                    .replaceAll(path -> Matcher.quoteReplacement(path.group(1).replace('\\', '/')));
        }
        return roots.isEmpty()
                ? ABSOLUTE.matcher(text).replaceAll(path -> Matcher.quoteReplacement(relative(path.group())))
                : text;
    }

    /// Returns the CMakeLists.txt in which the component of a source file lists the components that it requires.
    public String cmakeListsOf(String path) {
        Matcher component = COMPONENT.matcher(relative(path));
        return component.matches() ? component.group(1) + "/CMakeLists.txt" : "the component's CMakeLists.txt";
    }

    /// Returns the path from the project's root to a file that the log reaches from there by `..`.
    private Optional<String> above(String path) {
        String slashes = path.strip().replace('\\', '/');
        return roots.stream()
                .filter(root -> slashes.startsWith(root + "/../"))
                .findFirst()
                .map(root -> slashes.substring(root.length() + 1));
    }

    private boolean own(String plain) {
        if (!absolute(plain)) {
            return !VendorPaths.inside(plain);
        }
        String root = rootOf(plain).orElse("");
        String vendor = longest(vendors, plain).orElse("");
        if (vendor.length() > root.length()) {
            return false;
        }
        return root.isEmpty()
                ? !VendorPaths.outside(plain) && !plain.startsWith("/tmp/")
                : !VendorPaths.inside(plain.substring(root.length()));
    }

    private Optional<String> rootOf(String plain) {
        return longest(roots, plain);
    }

    /// Returns the path from the project's root to a file in a folder near it: a component that several projects share.
    private Optional<String> beside(String plain) {
        if (roots.isEmpty()) {
            return Optional.empty();
        }
        String root = roots.getFirst();
        StringBuilder up = new StringBuilder();
        for (int levels = 0; levels < MOST_UP && !root.isEmpty(); levels++) {
            root = root.substring(0, Math.max(0, root.lastIndexOf('/')));
            up.append("../");
            boolean shared = root.isEmpty() ? levels == 0 : !TOO_HIGH.contains(root);
            if (shared && plain.startsWith(root + "/")) {
                return Optional.of(up + plain.substring(root.length() + 1));
            }
        }
        return Optional.empty();
    }

    /// Returns the path below the folder that has the usual folders of a project.
    private Optional<String> guessed(String plain) {
        if (!roots.isEmpty()) {
            return Optional.empty();
        }
        return FOLDERS.stream()
                .map(folder -> folder.matcher(plain))
                .filter(Matcher::matches)
                .filter(match -> !TOO_HIGH.contains(match.group(1)))
                .findFirst()
                .map(match -> plain.substring(match.group(1).length() + 1));
    }

    private static Optional<String> longest(List<String> folders, String plain) {
        return folders.stream().filter(folder -> below(plain, folder)).max(Comparator.comparingInt(String::length));
    }

    private static boolean below(String plain, String folder) {
        return plain.length() > folder.length()
                && plain.charAt(folder.length()) == '/'
                && plain.regionMatches(DRIVE.matcher(folder).matches(), 0, folder, 0, folder.length());
    }

    private static List<String> longestFirst(List<String> folders) {
        return folders.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static void add(List<String> folders, String folder) {
        if (folders.size() < MOST_ROOTS && !folders.contains(folder)) {
            folders.add(folder);
        }
    }

    private static String folder(String path) {
        String plain = plain(path);
        return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private static boolean absolute(String plain) {
        return plain.startsWith("/") || DRIVE.matcher(plain).matches();
    }

    private static String plain(String path) {
        String text = path.strip();
        if (text.indexOf('\\') >= 0 && !text.contains("\\ ")) {
            text = text.replace('\\', '/');
        }
        Matcher msys = MSYS.matcher(text);
        if (msys.matches()) {
            text = msys.group(1).toUpperCase(Locale.ROOT) + ":" + text.substring(2);
        }
        text = text.replace("/./", "/");
        text = text.startsWith("./") ? text.substring(2) : text;
        for (int at = parent(text); at >= 0; at = parent(text)) {
            int begin = text.lastIndexOf('/', at - 1) + 1;
            text = text.substring(0, begin) + text.substring(at + "/../".length());
        }
        return text;
    }

    /// Returns where `NAME/../` ends its name, or -1 if there is none.
    private static int parent(String text) {
        for (int at = text.indexOf("/../"); at >= 0; at = text.indexOf("/../", at + 1)) {
            String name = text.substring(text.lastIndexOf('/', at - 1) + 1, at);
            if (!name.isEmpty() && !name.equals("..")) {
                return at;
            }
        }
        return -1;
    }
}
