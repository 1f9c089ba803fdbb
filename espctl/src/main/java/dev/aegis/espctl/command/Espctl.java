package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.command.tree.CommandNode;
import dev.aegis.espctl.command.tree.CommandTree;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.ShellWord;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import dev.aegis.suggestion.ClosestName;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The whole command line. Creates only the verb that was typed, because creating all of them takes a third of the
/// start-up time.
public final class Espctl {
    /// For espctl itself: in no help and no completion.
    private static final String RUN_TASK = "run-task";

    private final Map<String, VerbFactory> verbs = new LinkedHashMap<>();
    private final Actions actions;
    private final Console console;

    public Espctl(Actions actions, Console console) {
        this.actions = actions;
        this.console = console;
        verbs.put("build", BuildCommand::new);
        verbs.put("plan", PlanCommand::new);
        verbs.put("clean", CleanCommand::new);
        verbs.put("clean-plan", CleanPlanCommand::new);
        verbs.put("status", StatusCommand::new);
        verbs.put("logs", LogsCommand::new);
        verbs.put("artifacts", ArtifactsCommand::new);
        verbs.put("size", SizeCommand::new);
        verbs.put("errors", ErrorsCommand::new);
        verbs.put("decode", DecodeCommand::new);
        verbs.put("sbom", SbomCommand::new);
        verbs.put("diag", DiagCommand::new);
        verbs.put("cancel", CancelCommand::new);
        verbs.put("firmware", VerbGroups.firmware());
        verbs.put("elf", VerbGroups.elf());
        verbs.put("flash", FlashCommand::new);
        verbs.put("monitor", MonitorCommand::new);
        verbs.put("new", (shared, streams) -> renamed("new", new ProjectCreateCommand(shared, streams)));
        verbs.put("project", VerbGroups.project());
        verbs.put("set-target", SetTargetCommand::new);
        verbs.put("idf", VerbGroups.idf());
        verbs.put("doctor", DoctorCommand::new);
        verbs.put("login", LoginCommand::new);
        verbs.put("logout", LogoutCommand::new);
        verbs.put("whoami", WhoamiCommand::new);
        verbs.put(
                "mcp",
                new VerbGroup("mcp", "serve AI clients over MCP, and install espctl in them", "espctl mcp serve")
                        .with("serve", McpServeCommand::new)
                        .with("install", McpInstallCommand::new)
                        .with("clients", McpClientsCommand::new)
                        .with("export", (shared, streams) -> new McpExportCommand(shared, streams, this::tree)));
        verbs.put("skills", SkillsCommand.group(this::tree));
        verbs.put("completion", (shared, streams) -> new CompletionCommand(shared, streams, this::tree));
        verbs.put("version", VersionCommand::new);
    }

    private static CommandLine renamed(String name, Object command) {
        return new CommandLine(command).setCommandName(name);
    }

    /// @return the exit code
    public int run(String... typed) {
        String[] arguments = new CommonFlags(verbs).afterTheVerb(typed);
        if (arguments.length == 0) {
            commandLine(List.of()).usage(console.stderr());
            return ExitCode.USAGE.number();
        }
        String[] words = withVerb(arguments);
        Optional<String> empty = EmptyValue.in(words);
        if (empty.isPresent()) {
            screen(List.of(typed))
                    .error("usage", empty.get(), "omit it, or check the variable that its value comes from");
            return ExitCode.USAGE.number();
        }
        return commandLine(List.of(words)).execute(words);
    }

    /// `--skills` is the verb `skills`: a program that probes tools asks by an option.
    private static String[] withVerb(String[] arguments) {
        String[] words = arguments.clone();
        if (words[0].equals("--skills")) {
            words[0] = "skills";
        }
        return words;
    }

    /// Parses a command line and runs nothing.
    ///
    /// @throws ParameterException if it is not one
    void parse(String... typed) {
        String[] arguments = new CommonFlags(verbs).afterTheVerb(typed);
        commandLine(List.of(arguments)).parseArgs(arguments);
    }

    /// Returns all verbs and options.
    CommandNode tree() {
        return CommandTree.of(commandLine(List.of()));
    }

    private CommandLine commandLine(List<String> arguments) {
        CommandLine espctl = new CommandLine(new EspctlCommand());
        String first = arguments.isEmpty() ? "" : arguments.getFirst();
        String second = arguments.size() < 2 ? "" : arguments.get(1);
        if (first.equals(RUN_TASK)) {
            espctl.addSubcommand(RUN_TASK, new RunTaskCommand(actions, console));
        }
        verbs.forEach((name, verb) -> {
            if (!first.equals(RUN_TASK) && (first.equals(name) || !verbs.containsKey(first))) {
                espctl.addSubcommand(
                        name,
                        verb instanceof VerbGroup group
                                ? group.withTyped(actions, console, second)
                                : verb.create(actions, console));
            }
        });
        espctl.setOut(new PrintWriter(console.stdout(), true, StandardCharsets.UTF_8));
        espctl.getCommandSpec().version("espctl " + actions.version());
        espctl.setErr(new PrintWriter(console.stderr(), true, StandardCharsets.UTF_8));
        espctl.setUsageHelpAutoWidth(false);
        espctl.setUsageHelpWidth(100);
        espctl.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        HelpText.shape(espctl);
        espctl.setParameterExceptionHandler((wrong, typed) -> wrongUsage(wrong, List.of(typed)));
        espctl.setExecutionExceptionHandler((broken, command, parsed) -> {
            throw broken;
        });
        return espctl;
    }

    private int wrongUsage(ParameterException wrong, List<String> typed) {
        Screen screen = screen(typed);
        CommandLine command = wrong.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        Optional<String> stray = stray(wrong);
        if (stray.isPresent()) {
            notKnown(screen, stray.get(), command, help);
        } else if (isGroup(command)) {
            wordMissing(screen, command, help);
        } else {
            screen.error("usage", sentence(wrong), help);
        }
        return ExitCode.USAGE.number();
    }

    private Screen screen(List<String> typed) {
        return console.screen(typed.contains("--json") ? Screen.Mode.JSON : Screen.Mode.HUMAN);
    }

    /// Returns the word that is not expected. An option that seems to be missing is often the one that was misspelt.
    private static Optional<String> stray(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unmatched.getUnmatched().stream().findFirst();
        }
        return wrong instanceof MissingParameterException
                ? wrong.getCommandLine().getUnmatchedArguments().stream()
                        .filter(word -> word.startsWith("-"))
                        .findFirst()
                : Optional.empty();
    }

    private static String sentence(ParameterException wrong) {
        String message = String.valueOf(wrong.getMessage())
                .replaceFirst("^Error: ", "")
                .replaceFirst(" is not an? (int|long)$", " is not a whole number")
                .replaceFirst("^([\\w-]+)\\S*, ([\\w-]+)\\S* are mutually exclusive.*$", "$1 and $2 exclude each other")
                .replaceFirst(
                        "(?s)cannot convert ('.*?') to interface java.nio.file.Path.*", "$1 cannot be a file's name")
                .replaceFirst("for positional parameter at index \\d+ \\((\\w+)\\)", "for $1")
                .replaceFirst("expected one of \\[(.*)] \\(case-sensitive\\) but was ('.*')$", "$2 is not one of $1");
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    /// Whether it only holds verbs. `skills` holds some and is one.
    private static boolean isGroup(CommandLine command) {
        return hasVerbs(command) && !(command.getCommand() instanceof Verb);
    }

    private static boolean hasVerbs(CommandLine command) {
        return !command.getSubcommands().isEmpty();
    }

    /// Prints the help of the group, which lists its verbs.
    private static void wordMissing(Screen screen, CommandLine group, String help) {
        if (screen.mode() == Screen.Mode.JSON) {
            screen.error("usage", group.getCommandName() + " needs a verb", help);
        } else {
            group.usage(group.getErr());
        }
    }

    /// Returns the hint for an option that was typed before the verb.
    private static Optional<String> optionFirst(String word) {
        return word.startsWith("-")
                ? Optional.of("options come after the verb, such as: espctl build -C DIR")
                : Optional.empty();
    }

    private static List<String> visible(CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .filter(verb -> !verb.getValue().getCommandSpec().usageMessage().hidden())
                .map(verb -> verb.getKey())
                .toList();
    }

    private Optional<String> inAGroup(String word) {
        return verbs.entrySet().stream()
                .filter(verb -> verb.getValue() instanceof VerbGroup group && group.has(word))
                .map(verb -> "espctl " + verb.getKey() + " " + word)
                .findFirst();
    }

    private void notKnown(Screen screen, String word, CommandLine command, String help) {
        if (isGroup(command) && CommonFlags.has(word)) {
            wordMissing(screen, command, help);
        } else if (command.getParent() == null || (!word.startsWith("-") && hasVerbs(command))) {
            verbNotKnown(screen, word, command, help);
        } else {
            optionNotKnown(screen, word, command, help);
        }
    }

    /// Other tools take the folder without an option.
    private static Optional<String> folder(String word, List<String> options) {
        return options.contains("project")
                ? Optional.of("did you mean -C " + ShellWord.of(word) + "?")
                : Optional.empty();
    }

    private void verbNotKnown(Screen screen, String word, CommandLine command, String help) {
        String before = command.getCommandSpec().qualifiedName() + " ";
        boolean top = command.getParent() == null;
        String near = Optional.<String>empty()
                .or(() -> top ? optionFirst(word).or(() -> Habits.ofVerb(word)) : Optional.empty())
                .or(() -> ClosestName.of(word, visible(command))
                        .map(name -> before + name)
                        .or(() -> top ? inAGroup(word) : Optional.empty())
                        .map(name -> "did you mean " + name + "?"))
                .orElse(help + " lists the verbs");
        screen.error(
                "usage",
                word.startsWith("-")
                        ? "'" + word + "' is not an option of espctl itself"
                        : "there is no '" + (before + word).replaceFirst("^espctl ", "") + "'",
                near);
    }

    private static void optionNotKnown(Screen screen, String word, CommandLine command, String help) {
        List<String> options = command.getCommandSpec().optionsMap().keySet().stream()
                .filter(option -> option.startsWith("--"))
                .map(option -> option.substring(2))
                .toList();
        String near = ClosestName.of(word.replaceFirst("^-+", ""), options)
                .map(option -> "did you mean --" + option + "? " + help)
                .or(() -> word.startsWith("-") ? Habits.ofOption(word) : folder(word, options))
                .orElse(help);
        screen.error(
                "usage",
                word.startsWith("-") ? "unknown option '" + word + "'" : "'" + word + "' is not expected",
                near);
    }
}
