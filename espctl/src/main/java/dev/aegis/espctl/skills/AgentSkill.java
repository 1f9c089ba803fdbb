package dev.aegis.espctl.skills;

import dev.aegis.espctl.command.tree.CommandNode;
import dev.aegis.protocol.Digest;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One skill in the Agent Skills form: the content of `NAME/SKILL.md`.
///
/// @param name 1 to 64 characters of `[a-z0-9-]`, also the name of its folder
/// @param description what it does and when to use it, at most 1,024 characters
/// @param text the file, with its front matter
public record AgentSkill(String name, String description, String text) {
    private static final Pattern DIGEST = Pattern.compile("(?m)^  espctl-content: (\\S+)\n");
    private static final Pattern VERBS = Pattern.compile("(?m)^\\{\\{(.+)}}$");

    /// @param source the description on the first line, without quotation marks, then an empty line and the
    /// instructions; a line
    ///   `{{build, size}}` becomes the table of these verbs
    static AgentSkill of(String name, String source, CommandNode espctl, String version) {
        int end = source.indexOf('\n');
        String description = source.substring(0, end);
        String body = VERBS.matcher(source.substring(end + 1).strip())
                .replaceAll(verbs -> Matcher.quoteReplacement(table(verbs.group(1), espctl)));
        String text = """
                ---
                name: %s
                description: "%s"
                license: Apache-2.0
                compatibility: needs the program espctl and a login to a build server (espctl login); no ESP-IDF
                metadata:
                  espctl-version: "%s"
                ---

                %s
                """.formatted(name, description, version, body);
        return new AgentSkill(name, description, withDigest(text));
    }

    /// Whether espctl wrote this content, of any version, and it is still as it was written.
    static boolean isUnchanged(String content) {
        Matcher digest = DIGEST.matcher(content);
        return digest.find() && digest(digest.replaceFirst("")).equals(digest.group(1));
    }

    private static String withDigest(String text) {
        String marker = "metadata:\n";
        int after = text.indexOf(marker) + marker.length();
        return text.substring(0, after) + "  espctl-content: " + digest(text) + "\n" + text.substring(after);
    }

    private static String digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String table(String verbs, CommandNode espctl) {
        StringBuilder table = new StringBuilder("| command | what it does |\n|---|---|");
        for (String verb : verbs.split(", ", -1)) {
            CommandNode node = espctl.all()
                    .filter(one -> one.path().equals("espctl " + verb))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no verb " + verb));
            table.append("\n| `")
                    .append(node.path())
                    .append("` | ")
                    .append(node.summary())
                    .append(" |");
        }
        return table.toString();
    }
}
