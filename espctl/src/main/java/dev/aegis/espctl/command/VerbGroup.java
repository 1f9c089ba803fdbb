package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.output.Console;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// A group of verbs, such as `project`. Creates only the verb that was typed, or all of them for the help.
final class VerbGroup implements VerbFactory {
    private final String name;
    private final String description;
    private final String example;
    private final Map<String, VerbFactory> verbs = new LinkedHashMap<>();

    VerbGroup(String name, String description, String example) {
        this.name = name;
        this.description = description;
        this.example = example;
    }

    VerbGroup with(String word, VerbFactory verb) {
        verbs.put(word, verb);
        return this;
    }

    boolean has(String word) {
        return verbs.containsKey(word);
    }

    @Override
    public Object create(Actions actions, Console console) {
        return withTyped(actions, console, "");
    }

    /// @param typed the second word; if it is not a verb of this group, all verbs are created
    CommandLine withTyped(Actions actions, Console console, String typed) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .type(boolean.class)
                .arity("0")
                .usageHelp(true)
                .description("show this help")
                .build());
        spec.usageMessage().description(description).footer("", "Example:", "  " + example);
        CommandLine group = new CommandLine(spec);
        verbs.forEach((word, verb) -> {
            if (word.equals(typed) || !has(typed)) {
                group.addSubcommand(word, verb.create(actions, console));
            }
        });
        return group;
    }
}
