package dev.aegis.settings;

import java.util.List;
import java.util.stream.Collectors;

/// The settings of a program as text, for `--help` and for `docs/operating.md`.
public final class SettingsText {
    private static final String HELP_LINE = "  %-31s %s%n";
    private static final String SOURCES = """

        Settings are variables in files (--config FILE, may be repeated), variables in the environment, or flags; a
        flag is stronger than the environment, and the environment is stronger than a file. The flag of a variable
        is its name in lower case: --control-listen is CONTROL_LISTEN. A secret is a variable only.
        """;

    private SettingsText() {}

    /// Returns the part of `--help` about settings: a heading for each group, a line for each flag.
    public static String help(Declarations declarations) {
        return SOURCES + declarations.groups().stream().map(SettingsText::help).collect(Collectors.joining());
    }

    /// Returns the operator's manual with the tables of a program between its two marks:
    /// `<!-- settings of PROGRAM -->` and `<!-- end of settings -->`.
    public static String inPage(String page, String program, Declarations declarations) {
        String begin = "<!-- settings of " + program + " -->\n";
        int from = page.indexOf(begin);
        int to = from < 0 ? -1 : page.indexOf("<!-- end of settings -->", from);
        if (to < 0) {
            throw new IllegalArgumentException("the page has no marks for the settings of " + program);
        }
        return page.substring(0, from + begin.length()) + "\n" + markdown(declarations) + "\n" + page.substring(to);
    }

    /// Returns one Markdown table for each group, under a heading of the third level.
    static String markdown(Declarations declarations) {
        return declarations.groups().stream().map(SettingsText::markdown).collect(Collectors.joining("\n"));
    }

    private static String help(SettingGroup group) {
        StringBuilder text = new StringBuilder("\n").append(group.title()).append(":\n");
        for (Setting<?> setting : group.settings()) {
            String flag = setting.type().isSecret() ? setting.name() : setting.flag();
            text.append(HELP_LINE.formatted(flag, setting.meaning()));
            text.append(HELP_LINE.formatted(
                    "",
                    setting.type().allowed() + "; " + fallback(setting.whenUnset())
                            + (setting.type().isSecret() ? "; a variable only" : "")
                            + old(setting, ", old flag ", "")));
        }
        return text.toString();
    }

    private static String markdown(SettingGroup group) {
        StringBuilder text = new StringBuilder("### ").append(group.title()).append("\n\n");
        text.append("| variable | default | allowed | meaning | when it does not suit |\n|---|---|---|---|---|\n");
        for (Setting<?> setting : group.settings()) {
            List<String> cells = List.of(
                    "`" + setting.name() + "`" + (setting.type().isSecret() ? " (secret)" : "")
                            + old(setting, ", old flag `", "`"),
                    cell(setting.whenUnset()),
                    setting.type().allowed(),
                    setting.meaning(),
                    setting.effect());
            text.append(cells.stream().map(SettingsText::escaped).collect(Collectors.joining(" | ", "| ", " |\n")));
        }
        return text.toString();
    }

    private static String old(Setting<?> setting, String before, String after) {
        return setting.oldFlags().stream().map(flag -> before + flag + after).collect(Collectors.joining());
    }

    private static String cell(Default whenUnset) {
        return whenUnset instanceof Default.Value value ? "`" + value.text() + "`" : state(whenUnset);
    }

    private static String fallback(Default whenUnset) {
        return whenUnset instanceof Default.Value || whenUnset instanceof Default.Computed
                ? "default " + state(whenUnset)
                : state(whenUnset);
    }

    private static String state(Default whenUnset) {
        return switch (whenUnset) {
            case Default.Value value -> value.text();
            case Default.Computed computed -> computed.description();
            case Default.Required required -> "must be set";
            case Default.Unset unset -> "not set";
        };
    }

    private static String escaped(String cell) {
        return cell.replace("|", "\\|");
    }
}
