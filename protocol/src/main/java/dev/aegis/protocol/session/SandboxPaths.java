package dev.aegis.protocol.session;

import dev.aegis.protocol.Limits;

/// The project's path in the sandbox. It lies deep, so that `../../components` of a project leads to a directory of its
/// own and not to one of the system, and it is the same for every project and user, so that compiler caches hit. Logs
/// show it as `/project`, and a directory beside it as `/project/../components`.
public final class SandboxPaths {
    /// The directory of the highest level that a path of a project can lead to is below this one.
    public static final String ROOT = "/src";

    /// The name of the project's directory, and of each one above it unless the client names another.
    public static final String NAME = "_";

    /// The project's path in the sandbox.
    public static final String PROJECT = ROOT + ("/" + NAME).repeat(Limits.LEVELS_ABOVE + 1);

    /// The project's path in logs.
    public static final String SHOWN = "/project";

    private static final int PARTS = Limits.LEVELS_ABOVE + 1;

    private SandboxPaths() {}

    /// Returns the line with the paths that a user reads.
    public static String shown(String line) {
        int at = line.indexOf(ROOT + "/" + NAME);
        if (at < 0) {
            return line;
        }
        StringBuilder text = new StringBuilder(line.length());
        int done = 0;
        while (at >= 0) {
            int[] found = deepest(line, at + ROOT.length());
            if (found[0] > 0) {
                text.append(line, done, at).append(SHOWN).append("/..".repeat(PARTS - found[0]));
                done = found[1];
            }
            at = line.indexOf(ROOT + "/" + NAME, Math.max(done, at + 1));
        }
        return text.append(line, done, line.length()).toString();
    }

    /// Returns the number of parts up to the last one with the fixed name, among those that lead to the project, and
    /// where it ends.
    private static int[] deepest(String line, int start) {
        int count = 0;
        int end = start;
        int at = start;
        for (int part = 1; part <= PARTS && at < line.length() && line.charAt(at) == '/'; part++) {
            int next = at + 1;
            while (next < line.length() && isOfName(line.charAt(next))) {
                next++;
            }
            if (line.substring(at + 1, next).equals(NAME)) {
                count = part;
                end = next;
            }
            at = next;
        }
        return new int[] {count, end};
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || "_-.+@%~".indexOf(c) >= 0;
    }
}
