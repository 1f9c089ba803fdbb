package dev.aegis.espctl.command.tree;

import dev.aegis.espctl.failure.ExitCode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Generates `docs/cli.md`: every verb with its options and examples.
public final class CliPage {
    private CliPage() {}

    /// @param regenerate the command that regenerates the page
    public static String text(CommandNode espctl, String regenerate) {
        StringBuilder page = new StringBuilder("<!-- Made from the command tree; do not edit. To regenerate: ")
                .append(regenerate)
                .append(" -->\n\n# espctl, verb by verb\n\n")
                .append(
                        "What `espctl --help` and `espctl VERB --help` say, on one page. Files, formats and answers are in")
                .append(" [espctl.md](espctl.md).\n\n```\n");
        FirstPage.firstSteps().forEach(step -> page.append(step).append('\n'));
        page.append("```\n\n");
        List<String> verbs = espctl.words().stream().map(CommandNode::name).toList();
        for (FirstPage.Group group : FirstPage.groups(verbs)) {
            page.append("## ").append(group.title()).append("\n\n");
            espctl.words().stream()
                    .filter(verb -> group.verbs().contains(verb.name()))
                    .sorted(Comparator.comparingInt(verb -> group.verbs().indexOf(verb.name())))
                    .forEach(verb -> page.append(verb(verb)));
        }
        return page.append(common(espctl)).append(exitCodes()).toString();
    }

    private static String verb(CommandNode verb) {
        return (verb.isVerb() ? section(verb) : "")
                + verb.words().stream().map(CliPage::verb).collect(Collectors.joining());
    }

    private static String section(CommandNode verb) {
        StringBuilder text = new StringBuilder("### `").append(verb.path()).append("`\n\n");
        text.append(sentence(verb.summary())).append("\n\n");
        if (!verb.examples().isEmpty()) {
            text.append("```\n");
            verb.examples().forEach(example -> text.append(example).append('\n'));
            text.append("```\n\n");
        }
        List<CommandNode.Option> own =
                verb.options().stream().filter(option -> !isCommon(option)).toList();
        if (own.isEmpty() && verb.arguments().isEmpty()) {
            return text.toString();
        }
        text.append("| | |\n|---|---|\n");
        verb.arguments()
                .forEach(argument -> text.append(row(usage(argument), argument.description(), argument.values())));
        own.forEach(option -> text.append(row(usage(option), option.description(), option.values())));
        return text.append('\n').toString();
    }

    private static String common(CommandNode espctl) {
        return "## In every verb\n\n| | |\n|---|---|\n"
                + espctl.words().getFirst().options().stream()
                        .filter(CliPage::isCommon)
                        .map(option -> row(usage(option), option.description(), option.values()))
                        .collect(Collectors.joining())
                + "\n";
    }

    private static String exitCodes() {
        StringBuilder text = new StringBuilder("## Exit codes\n\n| | |\n|---|---|\n");
        for (ExitCode code : ExitCode.values()) {
            text.append("| ")
                    .append(code.number())
                    .append(" | ")
                    .append(code.meaning())
                    .append(" |\n");
        }
        return text.toString();
    }

    private static boolean isCommon(CommandNode.Option option) {
        return option.names().contains("--json")
                || option.names().contains("--quiet")
                || option.names().contains("--help");
    }

    private static String usage(CommandNode.Argument argument) {
        String many = argument.label() + (argument.many() ? " ..." : "");
        return "`" + (argument.needed() ? many : "[" + many + "]") + "`";
    }

    private static String usage(CommandNode.Option option) {
        String value = option.label().isEmpty() ? "" : " " + option.label();
        return option.names().stream().map(name -> "`" + name + value + "`").collect(Collectors.joining(", "));
    }

    private static String row(String usage, String description, Values values) {
        String words =
                values instanceof Values.OneOf one && !one.words().stream().allMatch(description::contains)
                        ? ": " + String.join(", ", one.words())
                        : "";
        return "| " + usage + " | " + (description + words).replace("|", "\\|").replace("<", "&lt;") + " |\n";
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
