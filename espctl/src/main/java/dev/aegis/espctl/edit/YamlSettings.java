package dev.aegis.espctl.edit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// YAML settings with one document. Values are written as JSON, which is valid YAML.
final class YamlSettings implements SettingsFormat {
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setSchema(new CoreSchema()).build();

    @Override
    public @Nullable String step(String text, List<String> path, Map<String, Object> entry) throws UnreadableSettings {
        Node root = root(text);
        if (root == null || isNothing(root)) {
            return append(text, block(path, entry, "", SettingsEdit.lineEnd(text)));
        }
        MappingNode mapping = mapping(root, "the whole");
        for (int i = 0; i < path.size(); i++) {
            String name = path.get(i);
            List<String> rest = path.subList(i, path.size());
            NodeTuple tuple = find(mapping, name);
            if (tuple == null) {
                return i == 0 && canAppend(text, mapping)
                        ? append(text, block(rest, entry, "", SettingsEdit.lineEnd(text)))
                        : insert(text, mapping, rest, entry);
            }
            if (isNothing(tuple.getValueNode())) {
                return fill(text, tuple, path.subList(i + 1, path.size()), entry);
            }
            mapping = mapping(tuple.getValueNode(), name);
        }
        return merge(text, mapping, entry);
    }

    private static @Nullable String merge(String text, MappingNode mapping, Map<String, Object> entry)
            throws UnreadableSettings {
        for (Map.Entry<String, Object> field : entry.entrySet()) {
            NodeTuple tuple = find(mapping, field.getKey());
            if (tuple == null) {
                return insert(text, mapping, List.of(field.getKey()), field.getValue());
            }
            if (!SettingsEdit.same(Values.json(plain(tuple.getValueNode())), field.getValue())) {
                int start = end(text, tuple.getKeyNode());
                int end = end(text, tuple.getValueNode());
                return SettingsEdit.replaced(text, start, end, ": " + Values.json(field.getValue()));
            }
        }
        return null;
    }

    @Override
    public String others(String text, List<String> path) throws UnreadableSettings {
        return Values.json(Values.without(load(text), path));
    }

    private static @Nullable Node root(String text) throws UnreadableSettings {
        try {
            return new Compose(SETTINGS).composeString(text).orElse(null);
        } catch (YamlEngineException wrong) {
            throw broken(wrong);
        }
    }

    private static @Nullable Object load(String text) throws UnreadableSettings {
        try {
            return new Load(SETTINGS).loadFromString(text);
        } catch (YamlEngineException wrong) {
            throw broken(wrong);
        }
    }

    private static UnreadableSettings broken(YamlEngineException wrong) {
        if (wrong instanceof MarkedYamlEngineException marked) {
            int line = marked.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            int column = marked.getProblemMark().map(Mark::getColumn).orElse(0) + 1;
            return new UnreadableSettings(line, "column " + column + " is not valid YAML");
        }
        return new UnreadableSettings(1, "it is not valid YAML");
    }

    private static MappingNode mapping(Node node, String what) throws UnreadableSettings {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        int line = node.getStartMark().map(Mark::getLine).orElse(0) + 1;
        throw new UnreadableSettings(line, what + " is not a mapping of names to values");
    }

    private static @Nullable NodeTuple find(MappingNode mapping, String name) {
        return mapping.getValue().stream()
                .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static boolean isNothing(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static Object plain(Node node) {
        return switch (node) {
            case ScalarNode scalar when scalar.getTag().equals(Tag.BOOL) -> Boolean.valueOf(scalar.getValue());
            case ScalarNode scalar -> scalar.getValue();
            case SequenceNode sequence ->
                sequence.getValue().stream().map(YamlSettings::plain).toList();
            default -> node.getTag().toString();
        };
    }

    /// Inserts before the first name; all names of a mapping start in the same column.
    private static String insert(String text, MappingNode mapping, List<String> path, Object value)
            throws UnreadableSettings {
        String lineEnd = SettingsEdit.lineEnd(text);
        if (mapping.getFlowStyle() == FlowStyle.FLOW) {
            int inside = start(text, mapping) + 1;
            String inner = path.size() == 1
                    ? Values.json(value)
                    : Values.json(Values.nested(path.subList(1, path.size()), value));
            return SettingsEdit.replaced(
                    text,
                    inside,
                    inside,
                    Values.quoted(path.getFirst()) + ": " + inner
                            + (mapping.getValue().isEmpty() ? "" : ", "));
        }
        int first = start(text, mapping.getValue().getFirst().getKeyNode());
        int line = text.lastIndexOf('\n', first - 1) + 1;
        String indent = text.substring(line, first);
        if (!indent.isBlank()) {
            throw UnreadableSettings.at(text, first, "this mapping does not start on its own line");
        }
        return SettingsEdit.replaced(text, line, line, block(path, value, indent, lineEnd));
    }

    /// Gives a value to a name that has none.
    private static String fill(String text, NodeTuple tuple, List<String> path, Object value) {
        String lineEnd = SettingsEdit.lineEnd(text);
        int start = start(text, tuple.getValueNode());
        int end = end(text, tuple.getValueNode());
        if (end > start) {
            return SettingsEdit.replaced(
                    text, start, end, Values.json(path.isEmpty() ? value : Values.nested(path, value)));
        }
        int name = start(text, tuple.getKeyNode());
        int lineStop = text.indexOf('\n', name);
        String indent = SettingsEdit.indentAt(text, name) + "  ";
        String block = path.isEmpty() ? fields(value, indent, lineEnd) : block(path, value, indent, lineEnd);
        return lineStop < 0 ? text + lineEnd + block : SettingsEdit.replaced(text, lineStop + 1, lineStop + 1, block);
    }

    private static boolean canAppend(String text, MappingNode whole) {
        return whole.getFlowStyle() == FlowStyle.BLOCK
                && whole.getStartMark().map(Mark::getColumn).orElse(0) == 0
                && text.lines().noneMatch(line -> line.startsWith("..."));
    }

    private static String append(String text, String block) {
        String gap = text.isEmpty() || text.endsWith("\n") ? "" : SettingsEdit.lineEnd(text);
        return text + gap + block;
    }

    private static String block(List<String> path, Object value, String indent, String lineEnd) {
        String name = indent + path.getFirst() + ":";
        if (path.size() > 1) {
            return name + lineEnd + block(path.subList(1, path.size()), value, indent + "  ", lineEnd);
        }
        return value instanceof Map<?, ?>
                ? name + lineEnd + fields(value, indent + "  ", lineEnd)
                : name + " " + Values.json(value) + lineEnd;
    }

    private static String fields(Object value, String indent, String lineEnd) {
        StringBuilder text = new StringBuilder();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> text.append(block(List.of(String.valueOf(name)), inner, indent, lineEnd)));
        }
        return text.toString();
    }

    private static int start(String text, Node node) {
        return offset(text, node.getStartMark());
    }

    /// For the parser, a block list ends where the next token starts.
    private static int end(String text, Node node) {
        if (node instanceof SequenceNode sequence
                && sequence.getFlowStyle() == FlowStyle.BLOCK
                && !sequence.getValue().isEmpty()) {
            return end(text, sequence.getValue().getLast());
        }
        return offset(text, node.getEndMark());
    }

    /// The parser counts code points.
    private static int offset(String text, Optional<Mark> mark) {
        return text.offsetByCodePoints(0, mark.map(Mark::getIndex).orElse(0));
    }
}
