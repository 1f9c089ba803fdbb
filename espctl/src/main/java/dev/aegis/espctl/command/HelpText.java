package dev.aegis.espctl.command;

import dev.aegis.espctl.command.tree.FirstPage;
import dev.aegis.espctl.failure.ExitCode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The layout of the help: the first page lists verbs by purpose; the help of a verb ends with examples.
final class HelpText {
    private HelpText() {}

    static void shape(CommandLine espctl) {
        espctl.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        espctl.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpText::verbs);
        espctl.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> exitCodes());
    }

    private static String verbs(Help help) {
        StringBuilder text = new StringBuilder("\nFirst steps:\n").append(indented(FirstPage.firstSteps()));
        for (FirstPage.Group group :
                FirstPage.groups(List.copyOf(help.subcommands().keySet()))) {
            text.append('\n').append(group.title()).append(":\n");
            group.verbs()
                    .forEach(verb -> text.append("  %-12s %s%n"
                            .formatted(verb, summary(help.subcommands().get(verb)))));
        }
        return text.append("\nespctl VERB --help shows a verb's options and examples.\n")
                .toString();
    }

    private static String summary(@Nullable Help verb) {
        return verb == null
                ? ""
                : String.join(" ", verb.commandSpec().usageMessage().description());
    }

    private static String exitCodes() {
        return "\nExit codes:\n"
                + indented(Arrays.stream(ExitCode.values())
                        .map(code -> "%-4d %s".formatted(code.number(), code.meaning()))
                        .toList());
    }

    private static String indented(List<String> lines) {
        return lines.stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
    }
}
