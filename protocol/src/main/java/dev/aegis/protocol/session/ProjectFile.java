package dev.aegis.protocol.session;

import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Limits;
import dev.aegis.protocol.Required;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One file of a project.
///
/// @param path relative, with `/` between parts; no part is empty, `.` or `..`; no control character, no
///   backslash; valid UTF-8 of at most 1024 bytes
/// @param size bytes; 0 for a symbolic link
/// @param sha256 SHA-256 of the content; absent for a symbolic link
/// @param executable whether the owner may execute it
/// @param link target of a symbolic link, relative and inside the project; absent for a file
public record ProjectFile(
        String path,
        long size,
        @Nullable Digest sha256,
        boolean executable,
        @Nullable String link) {
    public ProjectFile {
        checkPath(path);
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

    /// Checks a path.
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
        if (link.startsWith("/")) {
            throw new IllegalArgumentException(
                    "the link " + shown(path) + " points to the absolute path " + shown(link));
        }
        int depth = path.split("/", -1).length - 1;
        for (String part : link.split("/", -1)) {
            depth += part.equals("..") ? -1 : part.equals(".") || part.isEmpty() ? 0 : 1;
            if (depth < 0) {
                throw new IllegalArgumentException(
                        "the link " + shown(path) + " points out of the project, to " + shown(link));
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
