package dev.aegis.firmware.trace;

/// The path of a source file in the debug information of a build machine. The project is ten directories deep there,
/// so that files beside it have a place. A directory without a name of its own is called `_`.
final class SandboxFile {
    private static final String ROOT = "/src/";
    private static final String NAME = "_";
    private static final int DEPTH = 10;

    private SandboxFile() {}

    /// Returns the path relative to the project, such as `main/main.c` or `../components/led/led.c`. The path of a file
    /// elsewhere stays as it is.
    static String relative(String path) {
        if (!path.startsWith(ROOT + NAME + "/")) {
            return path;
        }
        String[] parts = path.substring(ROOT.length()).split("/");
        int common = 0;
        for (int part = 0; part < Math.min(DEPTH, parts.length - 1); part++) {
            common = parts[part].equals(NAME) ? part + 1 : common;
        }
        StringBuilder relative = new StringBuilder("../".repeat(DEPTH - common));
        for (int part = common; part < parts.length; part++) {
            relative.append(parts[part]).append(part < parts.length - 1 ? "/" : "");
        }
        return relative.toString();
    }
}
