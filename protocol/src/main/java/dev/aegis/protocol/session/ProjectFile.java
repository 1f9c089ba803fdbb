package dev.aegis.protocol.session;

import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Limits;
import dev.aegis.protocol.Required;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One file of a project, or of a folder beside it that its build needs.
///
/// @param path relative to the project, with `/` between parts; it may begin with at most `Limits.LEVELS_ABOVE` parts
///   `..`, no other part is empty, `.` or `..`; no control character, no backslash; valid UTF-8 of at most 1024 bytes
/// @param size bytes; 0 for a symbolic link
/// @param sha256 SHA-256 of the content; absent for a symbolic link
/// @param executable whether the owner may execute it
/// @param link target of a symbolic link, relative and at most `Limits.LEVELS_ABOVE` levels above the project; absent
///   for a file
public record ProjectFile(
        String path,
        long size,
        @Nullable Digest sha256,
        boolean executable,
        @Nullable String link) {
    public ProjectFile {
        checkSource(path);
        Required.between("size", size, 0, Limits.PROJECT_BYTES);
        if ((sha256 == null) == (link == null)) {
            throw new IllegalArgumentException("'" + path + "' must have either a sha256 or a link");
        }
        if (link != null) {
            checkLink(path, link);
        }
    }

    public static ProjectFile file(String path, long size, Digest sha256, boolean executable) {
        return new ProjectFile(path, size, sha256, executable, null);
    }

    public static ProjectFile link(String path, String target) {
        return new ProjectFile(path, 0, null, false, target);
    }

    /// Checks the path of a source file, which may lie above the project.
    ///
    /// @throws IllegalArgumentException with the path and the reason
    public static void checkSource(@Nullable String path) {
        String present = Required.field("path", path);
        int levels = levelsAbove(present);
        if (levels > Limits.LEVELS_ABOVE) {
            throw new IllegalArgumentException("the path " + shown(present) + " is " + levels
                    + " levels above the project; at most " + Limits.LEVELS_ABOVE + " are possible");
        }
        if (present.getBytes(StandardCharsets.UTF_8).length > Limits.PATH_BYTES) {
            throw new IllegalArgumentException(
                    "the path " + shown(present) + " is longer than " + Limits.PATH_BYTES + " bytes");
        }
        checkPath(present.substring(levels * 3));
    }

    /// Returns the number of `../` at the beginning of a path.
    public static int levelsAbove(String path) {
        int levels = 0;
        while (path.startsWith("../", levels * 3)) {
            levels++;
        }
        return levels;
    }

    /// Checks a path inside the project.
    ///
    /// @throws IllegalArgumentException with the path and the reason
    public static void checkPath(@Nullable String path) {
        String present = Required.field("path", path);
        String shown = shown(present);
        if (present.getBytes(StandardCharsets.UTF_8).length > Limits.PATH_BYTES) {
            throw new IllegalArgumentException("the path " + shown + " is longer than " + Limits.PATH_BYTES + " bytes");
        }
        if (present.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '\\' || c == 0xfffd)) {
            throw new IllegalArgumentException("the path " + shown
                    + " has a control character, a backslash or a byte that is not UTF-8; rename it");
        }
        for (String part : present.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new IllegalArgumentException("the path " + shown + " has an empty, '.' or '..' part");
            }
        }
    }

    private static void checkLink(String path, String link) {
        if (link.isEmpty()) {
            throw new IllegalArgumentException("the link " + shown(path) + " has no target");
        }
        if (link.startsWith("/")) {
            throw new IllegalArgumentException(
                    "the link " + shown(path) + " points to the absolute path " + shown(link));
        }
        int above = levelsAbove(path);
        int depth = path.substring(above * 3).split("/", -1).length - 1 - above;
        for (String part : link.split("/", -1)) {
            depth += part.equals("..") ? -1 : part.equals(".") || part.isEmpty() ? 0 : 1;
            if (depth < -Limits.LEVELS_ABOVE) {
                throw new IllegalArgumentException("the link " + shown(path) + " points more than "
                        + Limits.LEVELS_ABOVE + " levels above the project, to " + shown(link));
            }
        }
    }

    private static String shown(String text) {
        StringBuilder safe = new StringBuilder("'");
        text.codePoints()
                .limit(200)
                .forEach(c -> safe.append(c < 0x20 || c == 0x7f ? "\\x%02x".formatted(c) : Character.toString(c)));
        return safe.append('\'').toString();
    }
}
