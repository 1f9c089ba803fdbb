package dev.aegis.espctl.command.tree;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The completion script for fish: one line for each candidate with its condition.
public final class FishCompletion {
    private static final String SCRIPT = """
            # fish completion for espctl, written by: espctl completion fish

            # The verbs before the cursor, joined with slashes.
            function __espctl_at
                set -l place espctl
                for word in (commandline -opc)[2..-1]
                    switch $place/$word
                        case %PLACES%
                            set place $place/$word
                    end
                end
                test $place = $argv[1]
            end

            # Without starting espctl: a task is a folder, and its record names the project.
            function __espctl_tasks
                set -l state $HOME/.local/state
                set -q XDG_STATE_HOME; and set state $XDG_STATE_HOME
                echo latest
                for folder in $state/espctl/tasks/*/
                    set -l project (pwd -P)
                    while test -n "$project"
                        if grep -qsF "\\"project\\" : \\"$project\\"" $folder/record.json
                            basename $folder
                            break
                        end
                        set project (string replace -r '/[^/]*$' '' -- $project)
                    end
                end
            end

            function __espctl_chips
                printf '%s\\n' %CHIPS%
            end

            complete -c espctl -f
            %LINES%
            """;

    private FishCompletion() {}

    public static String script(CommandNode espctl) {
        return SCRIPT.replace(
                        "%PLACES%",
                        espctl.all().skip(1).map(FishCompletion::place).collect(Collectors.joining(" ")))
                .replace("%CHIPS%", String.join(" ", CommandTree.chips()))
                .replace("%LINES%", espctl.all().flatMap(FishCompletion::lines).collect(Collectors.joining("\n")));
    }

    private static String place(CommandNode node) {
        return node.path().replace(' ', '/');
    }

    private static Stream<String> lines(CommandNode node) {
        String at = "complete -c espctl -n '__espctl_at " + place(node) + "'";
        Stream<String> words =
                node.words().stream().map(word -> at + " -a " + word.name() + " -d " + quoted(word.summary()));
        Stream<String> arguments = node.arguments().stream()
                .limit(1)
                .filter(argument -> !(argument.values() instanceof Values.Anything))
                .map(argument -> at + offer(argument.values()));
        Stream<String> options = node.options().stream()
                .map(option -> at + names(option) + offer(option.values()) + " -d " + quoted(option.description()));
        return Stream.of(words, arguments, options).flatMap(lines -> lines);
    }

    private static String names(CommandNode.Option option) {
        return option.names().stream()
                .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                .collect(Collectors.joining());
    }

    private static String offer(Values values) {
        return switch (values) {
            case Values.None ignored -> "";
            case Values.Anything ignored -> " -x";
            case Values.Chips chips ->
                chips.list() ? " -x -a '(__fish_complete_list , __espctl_chips)'" : " -x -a '(__espctl_chips)'";
            case Values.OneOf one -> " -x -a " + quoted(String.join(" ", one.words()));
            case Values.Folders ignored -> " -x -a '(__fish_complete_directories)'";
            case Values.Files ignored -> " -r -F";
            case Values.Tasks ignored -> " -x -a '(__espctl_tasks)'";
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
