package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.command.tree.CommandNode;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.skills.AgentSkills;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = "write the files with which a release is published: plugin, .mcpb bundle, registry entry",
        footer = {
            "",
            "Examples:",
            "  espctl mcp export plugin plugins/                           plugin with skills, and its marketplace file",
            "  espctl mcp export bundle espctl.mcpb --program espctl/      a bundle of the program in espctl/",
            "  espctl mcp export registry espctl.mcpb --name io.github.OWNER/espctl --url URL > server.json",
        })
final class McpExportCommand extends Verb {
    private final Supplier<CommandNode> tree;

    @Parameters(index = "0", paramLabel = "FORM", description = "plugin, bundle or registry")
    private Form form = Form.plugin;

    @Parameters(index = "1", paramLabel = "FILE", description = "folder of the plugin, or file of the bundle")
    private Path file = Path.of("");

    @Option(names = "--program", paramLabel = "DIR", description = "bundle: the folder of a packaged espctl")
    private @Nullable Path program;

    @Option(names = "--name", paramLabel = "NAME", description = "registry: such as io.github.OWNER/espctl")
    private @Nullable String name;

    @Option(names = "--url", paramLabel = "URL", description = "registry: the address of the published bundle")
    private @Nullable String url;

    McpExportCommand(Actions actions, Console console, Supplier<CommandNode> tree) {
        super(actions, console);
        this.tree = tree;
    }

    /// Lower case, as the user types it.
    enum Form {
        plugin,
        bundle,
        registry
    }

    private record Written(List<String> files) {}

    @Override
    ExitCode run(Screen screen) {
        switch (form) {
            case plugin ->
                written(
                        screen,
                        actions()
                                .exportRelease()
                                .plugin(
                                        file,
                                        new AgentSkills(tree.get(), actions().version()).all()));
            case bundle ->
                written(screen, List.of(actions().exportRelease().bundle(file, given("--program", program))));
            case registry ->
                screen.document(
                        actions().exportRelease().registryEntry(given("--name", name), file, given("--url", url)));
        }
        return ExitCode.DONE;
    }

    private static void written(Screen screen, List<Path> files) {
        List<String> names = files.stream().map(Path::toString).toList();
        screen.answer(
                new Written(names),
                names.stream().map(name -> "wrote " + name + "\n").collect(Collectors.joining()));
    }

    private <T> T given(String option, @Nullable T value) {
        if (value == null) {
            throw new Failure(ExitCode.USAGE, "option_missing", form + " needs " + option, "espctl mcp export --help");
        }
        return value;
    }
}
