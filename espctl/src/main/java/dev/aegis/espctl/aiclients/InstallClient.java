package dev.aegis.espctl.aiclients;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.edit.Difference;
import dev.aegis.espctl.edit.SettingsEdit;
import dev.aegis.espctl.edit.UnreadableSettings;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.suggestion.ClosestName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Adds espctl to the settings file of an AI client. Writes no secret: server and key are those of `espctl login`.
public final class InstallClient {
    private final Context context;
    private final ProjectFacts facts;
    private final Path home;

    /// @param facts the project, and the command that starts espctl
    public InstallClient(Context context, ProjectFacts facts, Path home) {
        this.context = context;
        this.facts = facts;
        this.home = home;
    }

    /// What to install, and where.
    ///
    /// @param client the client's name
    /// @param inProject writes the project's settings file, not the user's
    /// @param project the project; null for the working folder
    /// @param file a settings file to use in place of the known one
    public record Wish(
            String client,
            boolean inProject,
            @Nullable Path project,
            @Nullable Path file) {}

    /// The change that an installation makes.
    ///
    /// @param client the client's name
    /// @param file the settings file
    /// @param changed false if the entry exists already
    /// @param diff the change, line by line
    /// @param notes facts that may surprise the user
    public record Change(String client, String file, boolean changed, List<String> diff, List<String> notes) {}

    /// A change that is ready to be written.
    public static final class Plan {
        private final ClientFile file;
        private final Change change;
        private final String after;

        Plan(ClientFile file, Change change, String after) {
            this.file = file;
            this.change = change;
            this.after = after;
        }

        public Change change() {
            return change;
        }

        /// @throws Failure also if the file was changed after it was read
        public void make() {
            file.replace(after);
        }
    }

    /// @param file the settings file for all projects; null if there is none or its place is not known
    /// @param projectFile the settings file for one project, relative to it
    public record Known(
            String name,
            String title,
            @Nullable String file,
            @Nullable String projectFile,
            String where) {}

    /// Returns the names of all known clients.
    public static List<String> names() {
        return KnownClients.names();
    }

    public List<Known> known() {
        return KnownClients.all().stream()
                .map(client -> new Known(
                        client.name(),
                        client.title(),
                        inHome(client).map(Path::toString).orElse(null),
                        client.inProject().stream().findFirst().orElse(null),
                        client.where()))
                .toList();
    }

    /// @throws Failure if the client is not known or its file cannot be changed safely
    public Plan plan(Wish wish) {
        AiClient client = client(wish.client());
        Path project = wish.project() == null
                ? facts.folder()
                : context.workingFolder().resolve(wish.project()).normalize();
        ClientFile file = new ClientFile(file(client, wish, project), wish.inProject());
        String before = file.read();
        try {
            String after = SettingsEdit.apply(
                    file.name(), before, client.shape().path(), client.shape().entry(command(client, project)));
            Change change = new Change(
                    client.name(),
                    file.toString(),
                    !after.equals(before),
                    Difference.between(before, after),
                    notes(client, wish));
            return new Plan(file, change, after);
        } catch (UnreadableSettings broken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "client_file_broken",
                    file + ", line " + broken.line() + ": "
                            + String.valueOf(broken.getMessage()).replaceAll("\\p{Cntrl}", " "),
                    "correct the file, or write the entry by hand as in the MCP resource install://" + client.name(),
                    broken);
        }
    }

    private static AiClient client(String name) {
        if (!KnownClients.names().contains(name)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "client_unknown",
                    "there is no known AI client '" + name.replaceAll("\\p{Cntrl}", "?") + "'",
                    ClosestName.of(name, KnownClients.names())
                            .map(near -> "did you mean " + near + "?")
                            .orElse("list them: espctl mcp clients"));
        }
        return KnownClients.named(name);
    }

    private Path file(AiClient client, Wish wish, Path project) {
        if (client.shape() == EntryFormat.COMMAND) {
            throw new Failure(
                    ExitCode.USAGE,
                    "client_without_file",
                    client.title() + " is configured by its own command",
                    "openclaw mcp set espctl '{\"command\": \"" + facts.espctl().getFirst()
                            + "\", \"args\": [\"mcp\", \"serve\"]}'");
        }
        if (wish.file() != null) {
            return context.workingFolder().resolve(wish.file()).normalize();
        }
        Optional<Path> inHome = inHome(client);
        if (inHome.isEmpty() && client.inProject().isEmpty()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "client_file_unknown",
                    "the place of " + client.title() + "'s settings is not known: " + client.where(),
                    "name the file: espctl mcp install " + client.name() + " --file FILE");
        }
        return wish.inProject() || inHome.isEmpty() ? inProject(client, project) : inHome.get();
    }

    private static Path inProject(AiClient client, Path project) {
        return AiClient.chosen(client.inProject().stream().map(project::resolve).toList())
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        "client_file_unknown",
                        client.title() + " has no settings file in a project: " + client.where(),
                        "omit --in-project"));
    }

    private Optional<Path> inHome(AiClient client) {
        return AiClient.chosen(client.inHome().stream().map(this::inHome).toList());
    }

    private Path inHome(String path) {
        boolean isMac =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
        if (isMac && path.startsWith(".config/Claude/")) {
            return home.resolve("Library/Application Support/Claude")
                    .resolve(path.substring(".config/Claude/".length()));
        }
        if (path.startsWith(".config/")) {
            return context.environment()
                    .find("XDG_CONFIG_HOME")
                    .map(Path::of)
                    .filter(Path::isAbsolute)
                    .orElse(home.resolve(".config"))
                    .resolve(path.substring(".config/".length()));
        }
        return home.resolve(path);
    }

    /// An entry names the project if the client starts servers outside it.
    private List<String> command(AiClient client, Path project) {
        List<String> command = new ArrayList<>(facts.espctl());
        command.addAll(List.of("mcp", "serve"));
        if (client.fromAnywhere()) {
            command.addAll(List.of("--project", project.toString()));
        }
        return command;
    }

    private List<String> notes(AiClient client, Wish wish) {
        List<String> notes = new ArrayList<>();
        if (client.fromAnywhere()) {
            notes.add("the entry is for this project; run the same command in another project to change it");
        }
        if (client.inHome().isEmpty() && !wish.inProject() && wish.file() == null) {
            notes.add("this client stores its servers in the project");
        }
        if (!Files.exists(context.credentials().path())) {
            notes.add("no login is saved, and the client may not pass on your environment; run:"
                    + " espctl login --token KEY --server URL");
        }
        notes.add("restart the client so that it reads its settings");
        return notes;
    }
}
