package dev.aegis.espctl.command.tree;

import dev.aegis.firmware.Chip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Reads the command tree from picocli's model. The label of a value decides its kind: `CHIP`, `DIR`, `FILE` and `TASK`
/// mean the same in every verb.
public final class CommandTree {
    private static final List<String> CHIPS =
            Arrays.stream(Chip.values()).map(Chip::target).sorted().toList();

    private CommandTree() {}

    /// @param espctl the command line with every verb
    public static CommandNode of(CommandLine espctl) {
        return node(espctl.getCommandSpec(), "espctl");
    }

    static List<String> chips() {
        return CHIPS;
    }

    private static CommandNode node(CommandSpec spec, String path) {
        List<CommandNode> words = new ArrayList<>();
        spec.subcommands().forEach((word, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                words.add(node(command.getCommandSpec(), path + " " + word));
            }
        });
        return new CommandNode(
                path,
                String.join(" ", spec.usageMessage().description()),
                spec.options().stream()
                        .filter(option -> !option.hidden())
                        .map(CommandTree::option)
                        .sorted(Comparator.comparing(option -> option.names().getLast()))
                        .toList(),
                spec.positionalParameters().stream()
                        .filter(parameter -> !parameter.hidden())
                        .map(parameter -> new CommandNode.Argument(
                                parameter.paramLabel(),
                                parameter.arity().min() > 0,
                                parameter.arity().max() > 1,
                                values(parameter),
                                description(parameter)))
                        .toList(),
                words,
                examples(spec));
    }

    /// Returns the indented lines of the footer.
    private static List<String> examples(CommandSpec spec) {
        return Arrays.stream(spec.usageMessage().footer())
                .filter(line -> line.startsWith("  "))
                .map(String::strip)
                .toList();
    }

    private static CommandNode.Option option(OptionSpec option) {
        boolean isSwitch = option.arity().max() == 0;
        return new CommandNode.Option(
                List.of(option.names()),
                isSwitch ? "" : option.paramLabel(),
                isSwitch ? new Values.None() : values(option),
                description(option));
    }

    private static Values values(ArgSpec argument) {
        if (argument.completionCandidates() != null) {
            List<String> words = new ArrayList<>();
            argument.completionCandidates().forEach(words::add);
            if (!words.isEmpty()) {
                return new Values.OneOf(words);
            }
        }
        return switch (argument.paramLabel()) {
            case "CHIP" -> new Values.Chips(CHIPS, !argument.splitRegex().isEmpty());
            case "DIR" -> new Values.Folders();
            case "FILE" -> new Values.Files();
            case "TASK" -> new Values.Tasks();
            default -> new Values.Anything();
        };
    }

    private static String description(ArgSpec argument) {
        return String.join(" ", argument.description());
    }
}
