package dev.aegis.firmware.errors;

import org.jspecify.annotations.Nullable;

/// Turns a path of the log into one that the user knows.
final class Places {
    private final String root;

    Places(String projectRoot) {
        this.root = projectRoot + "/";
    }

    /// Inside the project: relative to it. Elsewhere: as it is.
    String shown(String path) {
        String plain = path.strip();
        return plain.startsWith(root) ? plain.substring(root.length()) : plain;
    }

    boolean inProject(String path) {
        return path.strip().startsWith(root) || !path.strip().startsWith("/");
    }

    static @Nullable Integer number(@Nullable String digits) {
        return digits == null || digits.length() > 9 ? null : Integer.valueOf(digits);
    }
}
