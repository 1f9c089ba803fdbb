package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.aiclients.InstallClient;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.output.ClientText;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = "add espctl to an AI client's settings file; shows the change, asks first, writes no key",
        footer = {
            "",
            "Examples:",
            "  espctl mcp install claude-code            for all projects",
            "  espctl mcp install cursor --in-project    in .cursor/mcp.json of this project",
            "  espctl mcp install codex --dry-run        show the change, write nothing"
        })
final class McpInstallCommand extends Verb {
    @Parameters(
            paramLabel = "CLIENT",
            completionCandidates = Names.class,
            description = "such as claude-code; list them: espctl mcp clients")
    private String client = "";

    @Option(names = "--in-project", description = "into the project's own file, which may be committed")
    private boolean inProject;

    @Option(
            names = {"-C", "--project"},
            paramLabel = "DIR",
            description = "the project's folder; default: the working folder")
    private @Nullable Path project;

    @Option(names = "--file", paramLabel = "FILE", description = "the client's file, where it is another one")
    private @Nullable Path file;

    @Option(
            names = {"-y", "--yes"},
            description = "write without asking")
    private boolean yes;

    @Option(names = "--dry-run", description = "show the change and write nothing")
    private boolean dryRun;

    McpInstallCommand(Actions actions, Console console) {
        super(actions, console);
    }

    /// Candidates for shell completion.
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return InstallClient.names().iterator();
        }
    }

    private record Done(InstallClient.Change change, boolean written) {}

    @Override
    ExitCode run(Screen screen) {
        InstallClient.Plan plan =
                actions().installClient().plan(new InstallClient.Wish(client, inProject, project, file));
        InstallClient.Change change = plan.change();
        boolean write = change.changed() && !dryRun;
        if (write && !yes) {
            if (!asked(screen, change)) {
                throw new Failure(ExitCode.FAILED, "declined", "nothing was written", null);
            }
        }
        if (write) {
            plan.make();
        }
        screen.answer(new Done(change, write), ClientText.change(change, write, write && !yes));
        return ExitCode.DONE;
    }

    private boolean asked(Screen screen, InstallClient.Change change) {
        if (screen.mode() != Screen.Mode.HUMAN || !console().canAsk()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "confirmation_needed",
                    "cannot ask before changing " + change.file() + ": this is not a terminal",
                    "run it again with --yes to write, or --dry-run to see the change");
        }
        screen.ask(ClientText.question(change));
        try {
            String said =
                    new BufferedReader(new InputStreamReader(console().stdin(), StandardCharsets.UTF_8)).readLine();
            return said != null && said.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException gone) {
            return false;
        }
    }
}
