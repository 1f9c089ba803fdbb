package dev.aegis.espctl.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Options that users of other tools type before the verb: `espctl -q -C robot build` is `espctl build -q -C robot`.
final class CommonFlags {
    private static final Set<String> QUIET = Set.of("-q", "--quiet");
    private static final Set<String> FLAGS = Set.of("-q", "--quiet", "--json");
    private static final Set<String> FOLDER = Set.of("-C", "--project");
    private static final Set<String> HELP = Set.of("-h", "--help");

    private final Map<String, VerbFactory> verbs;

    CommonFlags(Map<String, VerbFactory> verbs) {
        this.verbs = verbs;
    }

    static boolean has(String word) {
        return FLAGS.contains(word) || FOLDER.contains(word);
    }

    /// Returns the arguments with these options after the verb, and `help VERB` as `VERB --help`. `-q` and `--json` may
    /// be on both sides of the verb.
    String[] afterTheVerb(String... typed) {
        List<String> flags = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        int verbWords = 1;
        boolean before = true;
        boolean folder = false;
        for (String word : typed) {
            if (before && (folder || has(word))) {
                folder = !folder && FOLDER.contains(word);
                flags.add(word);
                continue;
            }
            rest.add(word);
            if (rest.size() == 1 && verbs.get(word) instanceof VerbGroup) {
                verbWords = 2;
            }
            before = rest.size() < verbWords;
        }
        if (rest.isEmpty()) {
            return typed;
        }
        if (rest.getFirst().equals("help")) {
            rest.removeFirst();
            if (rest.isEmpty() || verbs.containsKey(rest.getFirst())) {
                rest.add("--help");
            }
        }
        if (HELP.contains(rest.getFirst())) {
            return rest.toArray(String[]::new);
        }
        flags.removeIf(flag -> FLAGS.contains(flag) && rest.stream().anyMatch(word -> same(flag, word)));
        rest.addAll(Math.min(verbWords, rest.size()), flags);
        return rest.toArray(String[]::new);
    }

    private static boolean same(String flag, String word) {
        return flag.equals(word) || (QUIET.contains(flag) && QUIET.contains(word));
    }
}
