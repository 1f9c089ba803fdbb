package dev.aegis.espctl.outside;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// The rules for files that are not sent of a folder outside the project: its `.gitignore` and `.espctlignore`, those
/// of the folders in it, as git reads them, and what no build needs.
public final class FolderIgnoreRules {
    private static final List<String> BUILT_IN = List.of(
            ".git",
            ".hg/",
            ".svn/",
            ".espctl/",
            ".ssh/",
            ".gnupg/",
            ".vscode/",
            ".idea/",
            ".cache/",
            "__pycache__/",
            "*.pyc",
            ".DS_Store",
            "*.swp",
            "*~");

    private final List<Rule> rules;

    private record Rule(Path base, Pattern pattern, boolean negated, boolean directoryOnly, String from) {}

    private FolderIgnoreRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /// Returns the rules for a folder that is sent.
    public static FolderIgnoreRules of(Path folder) {
        List<Rule> rules = new ArrayList<>();
        BUILT_IN.forEach(line -> add(rules, folder, line, "built in: " + line));
        return new FolderIgnoreRules(rules).in(folder);
    }

    /// Returns the rules for entries of `ignore` of `[upload]` that lead outside the project, such as
    /// `../components/big`.
    static FolderIgnoreRules named(Path project, List<String> entries) {
        List<Rule> rules = new ArrayList<>();
        for (String entry : entries) {
            Path base = entry.startsWith("/") ? project.resolve("/") : project;
            String rest = entry;
            while (rest.equals("..") || rest.startsWith("../")) {
                base = base.resolve("..").normalize();
                rest = rest.substring(Math.min(3, rest.length()));
            }
            add(rules, base, rest.startsWith("/") ? rest : "/" + rest, ".espctl.toml: " + entry);
        }
        return new FolderIgnoreRules(rules);
    }

    /// Returns the rules for a folder inside, with its own.
    public FolderIgnoreRules in(Path folder) {
        List<Rule> all = new ArrayList<>(rules);
        for (String name : List.of(".gitignore", ".espctlignore")) {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                continue;
            }
            try {
                new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> add(all, folder, line, name + ": " + line.strip()));
            } catch (IOException unreadable) {
                // The scan reports the file.
            }
        }
        return all.size() == rules.size() ? this : new FolderIgnoreRules(all);
    }

    /// Returns the rule that excludes the entry; null if it is sent. The last rule that matches decides.
    public @Nullable String ignoredBy(Path entry, boolean directory) {
        for (int at = rules.size() - 1; at >= 0; at--) {
            Rule rule = rules.get(at);
            if ((directory || !rule.directoryOnly())
                    && entry.startsWith(rule.base())
                    && rule.pattern()
                            .matcher(rule.base().relativize(entry).toString())
                            .matches()) {
                return rule.negated() ? null : rule.from();
            }
        }
        return null;
    }

    private static void add(List<Rule> rules, Path base, String line, String from) {
        String text = line.replaceAll("(?<!\\\\)\\s+$", "");
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        boolean negated = text.startsWith("!");
        String body = negated ? text.substring(1) : text;
        boolean directoryOnly = body.endsWith("/");
        body = directoryOnly ? body.substring(0, body.length() - 1) : body;
        boolean anchored = body.contains("/");
        String plain = body.startsWith("/") ? body.substring(1) : body;
        try {
            Pattern pattern = Pattern.compile((anchored ? "" : "(?:.*/)?") + translate(plain), Pattern.DOTALL);
            rules.add(new Rule(base, pattern, negated, directoryOnly, from));
        } catch (PatternSyntaxException odd) {
            // git ignores a pattern that it cannot read, too.
        }
    }

    private static String translate(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("/**", i) && i + 3 == glob.length()) {
                regex.append("/.*");
                i += 2;
            } else if (c == '*') {
                regex.append(glob.startsWith("**", i) ? ".*" : "[^/]*");
                i += glob.startsWith("**", i) ? 1 : 0;
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (c == '[' && glob.indexOf(']', i + 2) > 0) {
                int close = glob.indexOf(']', i + 2);
                String inside =
                        glob.substring(i + 1, close).replace("\\", "\\\\").replace("[", "\\[");
                regex.append('[')
                        .append(inside.startsWith("!") ? "^" + inside.substring(1) : inside)
                        .append(']');
                i = close;
            } else {
                i += c == '\\' && i + 1 < glob.length() ? 1 : 0;
                regex.append(Pattern.quote(String.valueOf(glob.charAt(i))));
            }
        }
        return regex.toString();
    }
}
