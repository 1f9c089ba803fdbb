package dev.aegis.mcp.catalog;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An RFC 6570 template of level 1, with `{+name}` of level 2: `{name}` matches text without a slash, `{+name}` any
/// text.
public final class UriTemplate {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\+?)([A-Za-z0-9_]+)}");

    private final String text;
    private final List<String> variables = new ArrayList<>();
    private final Pattern pattern;

    public UriTemplate(String text) {
        this.text = text;
        var expression = new StringBuilder();
        Matcher variable = VARIABLE.matcher(text);
        int end = 0;
        while (variable.find()) {
            expression.append(Pattern.quote(text.substring(end, variable.start())));
            expression.append(variable.group(1).isEmpty() ? "([^/?#]+)" : "(.+)");
            variables.add(variable.group(2));
            end = variable.end();
        }
        if (variables.isEmpty()) {
            throw new IllegalArgumentException("a template without a variable: " + text);
        }
        this.pattern = Pattern.compile(
                expression.append(Pattern.quote(text.substring(end))).toString());
    }

    public String text() {
        return text;
    }

    /// Returns the decoded values of the variables, or nothing if the URI does not match.
    public Optional<Map<String, String>> match(String uri) {
        Matcher matcher = pattern.matcher(uri);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var values = new LinkedHashMap<String, String>();
        for (int index = 0; index < variables.size(); index++) {
            Optional<String> value = decode(matcher.group(index + 1));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.put(variables.get(index), value.get());
        }
        return Optional.of(values);
    }

    private static Optional<String> decode(String value) {
        try {
            return Optional.of(URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }
}
