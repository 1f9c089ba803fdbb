package dev.aegis.espctl.command.tree;

import java.util.List;
import java.util.stream.Stream;

/// One word that can be typed, with what may stand behind it.
///
/// @param path all words up to here, such as `espctl mcp serve`
/// @param summary one line
/// @param options sorted by name
/// @param arguments in their order
/// @param words that may follow
/// @param examples a command each, with its explanation
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
    /// @param label of its value; empty for a switch
    /// @param values what its value may be
    /// @param description one line
    public record Option(List<String> names, String label, Values values, String description) {
        public Option {
            names = List.copyOf(names);
        }
    }

    /// @param label such as `TASK`
    /// @param needed whether it must be there
    /// @param many whether several may follow
    /// @param values what it may be
    /// @param description one line
    public record Argument(String label, boolean needed, boolean many, Values values, String description) {}

    /// The word itself.
    public String name() {
        return path.substring(path.lastIndexOf(' ') + 1);
    }

    /// This one and all below it, each before its own words.
    Stream<CommandNode> all() {
        return Stream.concat(Stream.of(this), words.stream().flatMap(CommandNode::all));
    }
}
