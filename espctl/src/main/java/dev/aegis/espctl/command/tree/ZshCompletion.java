package dev.aegis.espctl.command.tree;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The completion script for zsh: a function for each verb that calls `_arguments`.
public final class ZshCompletion {
    private static final String SCRIPT = """
            #compdef espctl
            # zsh completion for espctl, written by: espctl completion zsh

            # Without starting espctl: a task is a folder, and its record names the project.
            _espctl_tasks() {
                local folder record project
                local -a ids
                ids=(latest)
                for folder in ${XDG_STATE_HOME:-$HOME/.local/state}/espctl/tasks/*(N/On); do
                    [[ -r $folder/record.json ]] || continue
                    record=$(<$folder/record.json)
                    project=${PWD:A}
                    while [[ -n $project && $record != *"\\"project\\" : \\"$project\\""* ]]; do
                        project=${project%/*}
                    done
                    [[ -n $project ]] && ids+=(${folder:t})
                done
                compadd "$@" -a ids
            }

            %FUNCTIONS%
            if [[ ${funcstack[1]} == _espctl ]]; then
                _espctl "$@"
            else
                compdef _espctl espctl
            fi
            """;

    private ZshCompletion() {}

    public static String script(CommandNode espctl) {
        return SCRIPT.replace(
                "%FUNCTIONS%", espctl.all().map(ZshCompletion::function).collect(Collectors.joining("\n")));
    }

    private static String function(CommandNode node) {
        Stream<String> options = node.options().stream().flatMap(ZshCompletion::option);
        String specs = Stream.concat(options, node.words().isEmpty() ? arguments(node) : words(node))
                .collect(Collectors.joining(" \\\n        "));
        String call = "    local curcontext=$curcontext state line\n    _arguments -C -s \\\n        " + specs + "\n";
        return name(node) + "() {\n" + call + (node.words().isEmpty() ? "" : next(node)) + "}\n";
    }

    private static String name(CommandNode node) {
        return "_" + node.path().replace(' ', '_');
    }

    private static Stream<String> words(CommandNode node) {
        String words = node.words().stream()
                .map(word -> word.name() + "\\:" + quotedInList(word.summary()))
                .collect(Collectors.joining(" "));
        return Stream.of("'1:verb:((" + words + "))'", "'*::argument:->rest'");
    }

    private static String next(CommandNode node) {
        String cases = node.words().stream()
                .map(word -> "        " + word.name() + ") " + name(word) + " ;;\n")
                .collect(Collectors.joining());
        return "    [[ $state == rest ]] && case $line[1] in\n" + cases + "    esac\n";
    }

    private static Stream<String> arguments(CommandNode node) {
        return node.arguments().stream()
                .map(argument -> "'" + (argument.many() ? "*" : argument.needed() ? "" : ":") + ":"
                        + argument.label().toLowerCase(Locale.ROOT) + offer(argument.values()) + "'");
    }

    private static Stream<String> option(CommandNode.Option option) {
        String others = "(" + String.join(" ", option.names()) + ")";
        return option.names().stream()
                .map(name -> "'" + others + name + equals(name, option) + "[" + escaped(option.description()) + "]"
                        + (option.label().isEmpty() ? "" : ":" + escaped(option.label()) + offer(option.values()))
                        + "'");
    }

    /// `--name=` or `--name value`, `-n value` or `-nvalue`.
    private static String equals(String name, CommandNode.Option option) {
        if (option.label().isEmpty()) {
            return "";
        }
        return name.startsWith("--") ? "=" : "+";
    }

    private static String offer(Values values) {
        return switch (values) {
            case Values.None ignored -> "";
            case Values.Anything ignored -> ": ";
            case Values.Chips chips ->
                chips.list()
                        ? ":_sequence compadd - " + String.join(" ", chips.chips())
                        : ":(" + String.join(" ", chips.chips()) + ")";
            case Values.OneOf one -> ":(" + String.join(" ", one.words()) + ")";
            case Values.Folders ignored -> ":_files -/";
            case Values.Files ignored -> ":_files";
            case Values.Tasks ignored -> ":_espctl_tasks";
        };
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("'", "'\\''")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:");
    }

    /// Inside `((word\:"text" ...))`.
    private static String quotedInList(String text) {
        return "\"" + escaped(text).replace("\"", "\\\"").replace("(", "\\(").replace(")", "\\)") + "\"";
    }
}
