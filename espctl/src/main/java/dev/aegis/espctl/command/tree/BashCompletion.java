package dev.aegis.espctl.command.tree;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The completion script for bash 3.2 and later; needs no other script. The verbs before the cursor, joined with
/// slashes, select the candidates.
public final class BashCompletion {
    private static final String SCRIPT = """
            # bash completion for espctl, written by: espctl completion bash

            _espctl_words() {
                COMPREPLY=($(compgen -W "$1" -- "$2"))
            }

            # Several with commas between: only the last one is looked for.
            _espctl_list() {
                local head=
                [[ $2 == *,* ]] && head=${2%,*},
                COMPREPLY=($(compgen -P "$head" -W "$1" -- "${2##*,}"))
                compopt -o nospace 2>/dev/null
            }

            _espctl_paths() {
                local IFS=$'\\n'
                compopt -o filenames 2>/dev/null
                COMPREPLY=($(compgen "$1" -- "$2"))
            }

            # Without starting espctl: a task is a folder, and its record names the project.
            _espctl_tasks() {
                local folder record project ids=latest
                for folder in "${XDG_STATE_HOME:-$HOME/.local/state}"/espctl/tasks/*/; do
                    folder=${folder%/}
                    [[ -r $folder/record.json ]] || continue
                    record=$(<"$folder/record.json")
                    project=$(pwd -P)
                    while [[ $project && $record != *"\\"project\\" : \\"$project\\""* ]]; do
                        project=${project%/*}
                    done
                    [[ $project ]] && ids+=" ${folder##*/}"
                done
                _espctl_words "$ids" "$1"
            }

            _espctl() {
                local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} place=espctl i
                COMPREPLY=()
                # bash cuts --target=esp32 at its sign.
                if [[ $current == '=' ]]; then
                    current=
                elif [[ $before == '=' ]]; then
                    before=${COMP_WORDS[COMP_CWORD-2]}
                fi
                for ((i = 1; i < COMP_CWORD; i++)); do
                    case $place/${COMP_WORDS[i]} in
                        %PLACES%) place+=/${COMP_WORDS[i]} ;;
                    esac
                done
                case "$place $before" in
            %VALUES%
                esac
                if [[ $current == -* ]]; then
                    case $place in
            %OPTIONS%
                    esac
                    return
                fi
                case $place in
            %ARGUMENTS%
                esac
            }

            complete -F _espctl espctl
            """;

    private BashCompletion() {}

    public static String script(CommandNode espctl) {
        return SCRIPT.replace("%PLACES%", places(espctl))
                .replace("%VALUES%", lines(espctl.all().flatMap(BashCompletion::values), 8))
                .replace("%OPTIONS%", lines(espctl.all().map(BashCompletion::options), 12))
                .replace("%ARGUMENTS%", lines(espctl.all().flatMap(BashCompletion::arguments), 8));
    }

    private static String places(CommandNode espctl) {
        return espctl.all().skip(1).map(BashCompletion::place).collect(Collectors.joining("|"));
    }

    private static String place(CommandNode node) {
        return node.path().replace(' ', '/');
    }

    private static Stream<String> values(CommandNode node) {
        return node.options().stream()
                .filter(option -> !(option.values() instanceof Values.None))
                .map(option -> option.names().stream()
                                .map(name -> "'" + place(node) + " " + name + "'")
                                .collect(Collectors.joining("|"))
                        + ") " + offer(option.values()) + "return ;;");
    }

    private static String options(CommandNode node) {
        String names = node.options().stream()
                .flatMap(option -> option.names().stream())
                .collect(Collectors.joining(" "));
        return place(node) + ") _espctl_words '" + names + "' \"$current\" ;;";
    }

    private static Stream<String> arguments(CommandNode node) {
        if (!node.words().isEmpty()) {
            List<String> words = node.words().stream().map(CommandNode::name).toList();
            return Stream.of(place(node) + ") " + offer(new Values.OneOf(words)) + ";;");
        }
        return node.arguments().stream().limit(1).map(argument -> place(node) + ") " + offer(argument.values()) + ";;");
    }

    private static String offer(Values values) {
        return switch (values) {
            case Values.None ignored -> "";
            case Values.Anything ignored -> "";
            case Values.Chips chips ->
                (chips.list() ? "_espctl_list '" : "_espctl_words '") + String.join(" ", chips.chips())
                        + "' \"$current\"; ";
            case Values.OneOf one -> "_espctl_words '" + String.join(" ", one.words()) + "' \"$current\"; ";
            case Values.Folders ignored -> "_espctl_paths -d \"$current\"; ";
            case Values.Files ignored -> "_espctl_paths -f \"$current\"; ";
            case Values.Tasks ignored -> "_espctl_tasks \"$current\"; ";
        };
    }

    private static String lines(Stream<String> lines, int indent) {
        return lines.map(line -> " ".repeat(indent) + line).collect(Collectors.joining("\n"));
    }
}
