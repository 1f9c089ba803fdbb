package dev.aegis.espctl.command.tree;

import java.util.List;
import java.util.stream.Stream;

/// One verb or group, with its options, arguments and sub-verbs.
///
/// @param path all words up to here, such as `espctl mcp serve`
/// @param summary one line
/// @param options sorted by name
/// @param arguments in their order
/// @param words the sub-verbs
/// @param examples commands with an explanation
public record CommandNode(
        String path,
        String summary,
        List<Option> options,
        List<Argument> arguments,
        List<CommandNode> words,
        List<String> examples) {
    public CommandNode {
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
        words = List.copyOf(words);
        examples = List.copyOf(examples);
    }

    /// @param names such as `-t` and `--target`
    /// @param label the name of its value; empty for a switch
    /// @param values the kind of value that a shell can complete
    /// @param description one line
    public record Option(List<String> names, String label, Values values, String description) {
        public Option {
            names = List.copyOf(names);
        }
    }

    /// @param label such as `TASK`
    /// @param needed whether it is required
    /// @param many whether it may be repeated
    /// @param values the kind of value that a shell can complete
    /// @param description one line
    public record Argument(String label, boolean needed, boolean many, Values values, String description) {}

    /// Returns the last word of the path.
    public String name() {
        return path.substring(path.lastIndexOf(' ') + 1);
    }

    /// Whether it does something itself. A group that only has sub-verbs has no option but the one for its help, and
    /// espctl itself only has those for help and version.
    public boolean isVerb() {
        return words.isEmpty() || (path.contains(" ") && options.size() > 1);
    }

    /// Returns this node and all nodes below it, parents first.
    public Stream<CommandNode> all() {
        return Stream.concat(Stream.of(this), words.stream().flatMap(CommandNode::all));
    }
}
