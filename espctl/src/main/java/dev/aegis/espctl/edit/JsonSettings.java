package dev.aegis.espctl.edit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON settings; comments and trailing commas are accepted and kept.
final class JsonSettings implements SettingsFormat {
    @Override
    public @Nullable String step(String text, List<String> path, Map<String, Object> entry) throws UnreadableSettings {
        if (isEmpty(text)) {
            return text + Values.pretty(Values.nested(path, entry), "", "  ", "\n") + "\n";
        }
        JsonText.Node object = object(text, JsonText.read(text), "the whole");
        for (int i = 0; i < path.size(); i++) {
            String name = path.get(i);
            var member = object.find(name);
            if (member.isEmpty()) {
                return insert(text, object, name, Values.nested(path.subList(i + 1, path.size()), entry));
            }
            object = object(text, member.get().value(), Values.quoted(name));
        }
        for (Map.Entry<String, Object> field : entry.entrySet()) {
            var member = object.find(field.getKey());
            if (member.isEmpty()) {
                return insert(text, object, field.getKey(), field.getValue());
            }
            JsonText.Node value = member.get().value();
            if (!SettingsEdit.same(Values.json(value.value()), field.getValue())) {
                return SettingsEdit.replaced(text, value.start(), value.end(), Values.json(field.getValue()));
            }
        }
        return null;
    }

    @Override
    public String others(String text, List<String> path) throws UnreadableSettings {
        return isEmpty(text)
                ? "null"
                : Values.json(Values.without(JsonText.read(text).value(), path));
    }

    private static boolean isEmpty(String text) {
        return text.replace("\ufeff", "").isBlank();
    }

    private static JsonText.Node object(String text, JsonText.Node node, String what) throws UnreadableSettings {
        if (!node.isObject()) {
            throw UnreadableSettings.at(text, node.start(), what + " is not an object");
        }
        return node;
    }

    /// Inserts the last member, after any comment that follows the present last one.
    private static String insert(String text, JsonText.Node object, String name, Object value) {
        String lineEnd = SettingsEdit.lineEnd(text);
        String unit = SettingsEdit.indentUnit(text);
        String outer = SettingsEdit.indentAt(text, object.start());
        String inner = innerIndent(text, object, outer + unit);
        String member = Values.quoted(name) + ": " + Values.pretty(value, inner, unit, lineEnd);
        String inside = text.substring(object.start(), object.end());
        if (object.members().isEmpty()) {
            boolean closesInNewLine =
                    text.substring(object.solid(), object.end()).contains("\n");
            return SettingsEdit.replaced(
                    text,
                    object.solid(),
                    object.solid(),
                    lineEnd + inner + member + (closesInNewLine ? "" : lineEnd + outer));
        }
        int last = object.members().getLast().value().end();
        if (!inside.contains("\n")) {
            return SettingsEdit.replaced(text, last, last, ", " + Values.quoted(name) + ": " + Values.json(value));
        }
        String with = SettingsEdit.replaced(
                text, object.solid(), object.solid(), lineEnd + inner + member + (object.lastComma() ? "," : ""));
        return object.lastComma() ? with : SettingsEdit.replaced(with, last, last, ",");
    }

    /// Returns the indentation of the present members if they have lines of their own.
    private static String innerIndent(String text, JsonText.Node object, String otherwise) {
        if (object.members().isEmpty()) {
            return otherwise;
        }
        int start = object.members().getFirst().start();
        String before = text.substring(text.lastIndexOf('\n', start - 1) + 1, start);
        return before.isBlank() ? before : otherwise;
    }
}
