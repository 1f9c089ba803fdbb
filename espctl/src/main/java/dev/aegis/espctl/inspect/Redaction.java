package dev.aegis.espctl.inspect;

import dev.aegis.espctl.settings.Environment;
import dev.aegis.protocol.WireJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Removes secrets and personal data from text: keys, passwords, relay credentials, values of environment variables,
/// the user's name and home. Prefers false positives.
final class Redaction {
    private static final String HIDDEN = "[hidden]";
    private static final int SHORTEST_VALUE = 6;
    private static final int SHORTEST_SECRET = 3;

    /// Variables whose values appear in every log and are not secret.
    private static final Set<String> HARMLESS = Set.of(
            "PATH",
            "PWD",
            "OLDPWD",
            "SHELL",
            "TERM",
            "LANG",
            "LANGUAGE",
            "TZ",
            "HOME",
            "USER",
            "LOGNAME",
            "COLUMNS",
            "LINES",
            "JAVA_HOME",
            "EDITOR",
            "DISPLAY",
            "IDF_TARGET",
            "DEFAULT_IDF_VERSION",
            "ESPCTL_SERVER",
            "CONTROL_BASE_URL",
            "ESPCTL_STORE_ROOT",
            "ESPCTL_LAUNCHER");

    /// Bounded on both sides: an unbounded pattern takes quadratic time on a long line of letters.
    private static final String SECRET_NAME =
            "(?:[\\w.-]{0,64}(?:passw|passwd|pwd|secret|token|credential|username|psk|pass(?:phrase|code|key)?(?![a-z])"
                    + "|api_?key|(?<![a-z])key(?![a-z]))[\\w.-]{0,64})";
    private static final Pattern NAMED = Pattern.compile("(?i)" + SECRET_NAME);
    private static final Pattern ASSIGNED = Pattern.compile("(?i)(" + SECRET_NAME
            + "[\"']?\\s{0,4}(?:=>|[=:])\\s{0,4})(\"(?:[^\"\\\\\\n]|\\\\.)*\"|'[^'\\n]*'|[^\\s,;&\"']+)");
    private static final List<Rule> RULES = List.of(
            new Rule("-----BEGIN [A-Z0-9 ]+-----[\\s\\S]*?(?:-----END [A-Z0-9 ]+-----|\\z)", HIDDEN),
            new Rule("(\\b[A-Za-z][\\w+.-]{1,20}://)[^/\\s@]{1,500}@", "$1" + HIDDEN + "@"),
            new Rule("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]{8,}", "$1 " + HIDDEN),
            new Rule("\\beyJ[\\w-]{5,}(?:\\.[\\w-]*){1,4}", HIDDEN),
            new Rule("\\b(?:gh[pousr]_|github_pat_|glpat-|xox[abpsr]-|sk-)[\\w-]{10,}|\\bAKIA[0-9A-Z]{16}\\b", HIDDEN),
            new Rule("(?i)(\\s--?(?:token|key|secret|password)[= ])\\S+", "$1" + HIDDEN),
            new Rule("(?i)(\\bice-(?:pwd|ufrag):)\\S+", "$1" + HIDDEN),
            new Rule("\\b1\\d{9}:[\\w@.-]{2,}", HIDDEN));
    private static final Pattern HOMES = Pattern.compile("(?:/home|/Users)/[^/\\s:;,\"'<>|]+");

    private final List<Map.Entry<String, String>> literals = new ArrayList<>();
    private final List<Pattern> names = new ArrayList<>();

    private record Rule(Pattern form, String shown) {
        Rule(String form, String shown) {
            this(Pattern.compile(form), shown);
        }
    }

    /// @param secrets known secrets, such as saved keys
    /// @param home the user's home folder
    Redaction(Environment environment, List<String> secrets, Path home) {
        secrets.forEach(secret -> literals.add(Map.entry(secret, HIDDEN)));
        environment.variables().forEach((name, value) -> {
            boolean secret = NAMED.matcher(name).find();
            boolean harmless = HARMLESS.contains(name) || name.startsWith("LC_") || name.startsWith("XDG_");
            if (value.length() >= (secret ? SHORTEST_SECRET : SHORTEST_VALUE) && (secret || !harmless)) {
                literals.add(Map.entry(value, "[value of " + name + "]"));
            }
        });
        // A longer value may contain a shorter one, so it is replaced first.
        literals.sort(Comparator.comparingInt(
                        (Map.Entry<String, String> one) -> one.getKey().length())
                .reversed());
        if (home.getNameCount() > 0) {
            literals.add(Map.entry(home.toString(), "~"));
            name(String.valueOf(home.getFileName()));
        }
        environment.find("USER").ifPresent(this::name);
        environment.find("LOGNAME").ifPresent(this::name);
    }

    private void name(String user) {
        if (user.length() >= SHORTEST_SECRET && !user.toLowerCase(Locale.ROOT).equals("root")) {
            names.add(Pattern.compile("(?<![\\w])" + Pattern.quote(user) + "(?![\\w])"));
        }
    }

    String text(String text) {
        String shown = text;
        for (Map.Entry<String, String> literal : literals) {
            shown = shown.replace(literal.getKey(), literal.getValue());
        }
        for (Rule rule : RULES) {
            shown = rule.form().matcher(shown).replaceAll(rule.shown());
        }
        shown = ASSIGNED.matcher(shown).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN));
        shown = HOMES.matcher(shown).replaceAll("~");
        for (Pattern name : names) {
            shown = name.matcher(shown).replaceAll("[user]");
        }
        return shown;
    }

    /// Redacts a record. Its field names stay, even if one equals the user's name.
    byte[] json(Object record) {
        return WireJson.pretty(hidden(WireJson.read(WireJson.text(record), Object.class)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private Object hidden(Object value) {
        return switch (value) {
            case String text -> text(text);
            case List<?> list -> list.stream().map(this::hidden).toList();
            case Map<?, ?> map -> {
                Map<String, Object> shown = new LinkedHashMap<>();
                map.forEach((name, inner) -> shown.put(
                        String.valueOf(name),
                        inner instanceof String
                                        && NAMED.matcher(String.valueOf(name)).matches()
                                ? HIDDEN
                                : hidden(inner)));
                yield shown;
            }
            default -> value;
        };
    }
}
