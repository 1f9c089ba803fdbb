package dev.aegis.espctl.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parser of JSON with comments and trailing commas that keeps the position of every value.
final class JsonText {
    private static final Pattern LITERAL = Pattern.compile("true|false|null|-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
    private static final int DEEPEST = 200;

    private final String text;
    private int at;
    /// The position after the last token or comment.
    private int solid;

    private JsonText(String text) {
        this.text = text;
    }

    /// @param value a map, a list, a string, or a literal
    /// @param members the members of an object in their order; empty for other values
    /// @param solid the position after the last token or comment inside
    /// @param lastComma whether a comma follows the last member
    record Node(@Nullable Object value, int start, int end, List<Member> members, int solid, boolean lastComma) {
        boolean isObject() {
            return value instanceof Map<?, ?>;
        }

        Optional<Member> find(String name) {
            return members.stream().filter(member -> member.name().equals(name)).reduce((one, later) -> later);
        }
    }

    record Member(String name, int start, Node value) {}

    /// A number, `true`, `false` or `null`, as written.
    record Literal(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    static Node read(String text) throws UnreadableSettings {
        JsonText reader = new JsonText(text);
        reader.at = text.startsWith("\ufeff") ? 1 : 0;
        reader.space();
        Node node = reader.value(0);
        reader.space();
        if (reader.at < text.length()) {
            throw reader.broken("there is text after the end");
        }
        return node;
    }

    private Node value(int depth) throws UnreadableSettings {
        if (depth > DEEPEST) {
            throw broken("it is nested too deeply");
        }
        return switch (sign()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> {
                int start = at;
                yield leaf(string(), start);
            }
            default -> literal();
        };
    }

    private Node object(int depth) throws UnreadableSettings {
        int start = at;
        take();
        List<Member> members = new ArrayList<>();
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        boolean comma = true;
        while (true) {
            space();
            if (sign() == '}') {
                int inside = solid;
                take();
                return new Node(value, start, at, members, inside, comma && !members.isEmpty());
            }
            if (!comma) {
                throw broken("a comma or } is missing");
            }
            members.add(member(depth));
            value.put(members.getLast().name(), members.getLast().value().value());
            space();
            comma = comma();
        }
    }

    private Member member(int depth) throws UnreadableSettings {
        int start = at;
        if (sign() != '"') {
            throw broken("a name in quotes is missing");
        }
        String name = string();
        space();
        if (sign() != ':') {
            throw broken("a colon is missing after " + Values.quoted(name));
        }
        take();
        space();
        return new Member(name, start, value(depth + 1));
    }

    private Node array(int depth) throws UnreadableSettings {
        int start = at;
        take();
        List<@Nullable Object> values = new ArrayList<>();
        boolean comma = true;
        while (true) {
            space();
            if (sign() == ']') {
                take();
                return leaf(values, start);
            }
            if (!comma) {
                throw broken("a comma or ] is missing");
            }
            values.add(value(depth + 1).value());
            space();
            comma = comma();
        }
    }

    private boolean comma() {
        if (sign() != ',') {
            return false;
        }
        take();
        return true;
    }

    private Node literal() throws UnreadableSettings {
        Matcher found = LITERAL.matcher(text).region(at, text.length());
        if (!found.lookingAt()) {
            throw broken(at >= text.length() ? "it ends too early" : "a value is missing");
        }
        int start = at;
        at = found.end();
        solid = at;
        return leaf(new Literal(found.group()), start);
    }

    private Node leaf(Object value, int start) {
        return new Node(value, start, at, List.of(), at, false);
    }

    private String string() throws UnreadableSettings {
        int start = at;
        StringBuilder read = new StringBuilder();
        take();
        while (sign() != '"') {
            char c = sign();
            if (at >= text.length() || c == '\n') {
                at = start;
                throw broken("a string has no end");
            }
            take();
            read.append(c == '\\' ? escaped() : String.valueOf(c));
        }
        take();
        return read.toString();
    }

    private String escaped() throws UnreadableSettings {
        char c = sign();
        take();
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case '"', '\\', '/' -> String.valueOf(c);
            case 'u' -> {
                String digits = text.substring(at, Math.min(at + 4, text.length()));
                if (!digits.matches("[0-9a-fA-F]{4}")) {
                    throw broken("\\u is not followed by four digits");
                }
                at += 4;
                solid = at;
                yield String.valueOf((char) Integer.parseInt(digits, 16));
            }
            default -> throw broken("\\" + c + " means nothing");
        };
    }

    /// Skips blanks and comments.
    private void space() throws UnreadableSettings {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
                solid = at > 0 && text.charAt(at - 1) == '\r' ? at - 1 : at;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw broken("a comment has no end");
                }
                at = end + 2;
                solid = at;
            } else {
                return;
            }
        }
    }

    private char sign() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void take() {
        at++;
        solid = at;
    }

    private UnreadableSettings broken(String reason) {
        return UnreadableSettings.at(text, at, reason);
    }
}
