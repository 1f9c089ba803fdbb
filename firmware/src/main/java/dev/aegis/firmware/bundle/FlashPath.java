package dev.aegis.firmware.bundle;

import java.nio.charset.StandardCharsets;

/// The rule for paths in builds and bundles: relative, without `..`, and never above their folder.
final class FlashPath {
    private static final int MOST_BYTES = 512;

    private FlashPath() {}

    /// @throws IllegalArgumentException naming the path and the reason
    static String check(String path) {
        String shown = "'" + path.replaceAll("\\p{Cntrl}", "?") + "'";
        if (path.isEmpty() || path.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new IllegalArgumentException("a path has 1 to " + MOST_BYTES + " bytes, unlike " + shown);
        }
        if (path.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '\\' || c == 0xfffd || c == ':')) {
            throw new IllegalArgumentException("the path " + shown + " holds a character that has no place in it");
        }
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new IllegalArgumentException("the path " + shown + " leaves its folder or is not plain");
            }
        }
        return path;
    }
}
