package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.aiclients.ClientSnippets;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.history.ShowTasks;
import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.call.ResourceContents;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.Completion;
import dev.aegis.mcp.catalog.Resource;
import dev.aegis.mcp.catalog.ResourceEntry;
import dev.aegis.mcp.catalog.ResourceTemplate;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The resources: logs, artifacts, settings of the project, and install instructions.
final class Resources {
    private static final String PLAIN = "text/plain";
    private static final String JSON = "application/json";
    private static final int MAX_LINES = 20_000;
    private static final int MAX_LISTED = 10;
    private static final long MAX_BYTES = 8 << 20;

    private final Actions actions;
    private final LogWatch logWatch;

    Resources(Actions actions) {
        this.actions = actions;
        this.logWatch = new LogWatch(actions);
    }

    void addTo(Catalog catalog) {
        ClientSnippets snippets = new ClientSnippets(actions.projectFacts());
        add(
                catalog,
                "install://overview",
                "install",
                "What this server sees: variables, mode, server, project, builds; settings of all clients",
                uri -> new Overview(actions, snippets).text());
        for (String name : snippets.names()) {
            String description = "Settings for " + snippets.title(name) + ", filled in";
            add(catalog, "install://" + name, "install for " + name, description, uri -> snippets.text(name));
        }
        addFile(catalog, "project://config", "project settings", ".espctl.toml", "application/toml");
        addFile(catalog, "project://idf-version", "pinned ESP-IDF version", ".idf-version", PLAIN);
        addFile(catalog, "project://sdkconfig", "sdkconfig", "sdkconfig", PLAIN);
        Path commands = actions.projectFacts().folder().resolve("build/compile_commands.json");
        catalog.add(new Resource(
                ResourceEntry.of(
                        "project://compile_commands",
                        "compile commands",
                        "Those of the project's own sources, with this computer's paths",
                        JSON),
                (uri, variables, call) -> one(
                        uri, JSON, new CompileCommands(actions.projectFacts().folder()).of(content(uri, commands)))));
        catalog.add(new Resource(
                ResourceEntry.of("store://versions", "ESP-IDF versions", "The versions that can be built with", JSON),
                (uri, variables, call) -> versions(uri)));
        catalog.add(new Resource(
                ResourceEntry.of(
                        "store://manifest", "store manifest", "Paths and digests of the store on this computer", JSON),
                (uri, variables, call) -> one(uri, JSON, manifest(uri))));
        catalog.add(new Resource(
                ResourceEntry.of("build://log/latest", "newest log", "The log of the newest build", PLAIN),
                (uri, variables, call) -> log(uri, Inputs.LATEST),
                logWatch));
        addTemplates(catalog);
    }

    private void addTemplates(Catalog catalog) {
        catalog.add(new ResourceTemplate(
                        "build://log/{task_id}",
                        "log of a build",
                        "Every line; subscribers are notified of new ones",
                        PLAIN,
                        (uri, variables, call) -> log(uri, variables.getOrDefault("task_id", "")))
                .watchedBy(logWatch)
                .listedBy(this::logs)
                .completedBy(Map.of("task_id", (typed, known) -> Completion.among(taskIds(), typed))));
        catalog.add(new ResourceTemplate(
                        "build://artifacts/{target}",
                        "files of the newest build for a chip",
                        "By purpose, with path, size and SHA-256",
                        JSON,
                        (uri, variables, call) -> artifacts(uri, variables.getOrDefault("target", "")))
                .completedBy(Map.of("target", (typed, known) -> Completion.among(targets(), typed))));
    }

    private static void add(Catalog catalog, String uri, String name, String description, UnaryOperator<String> text) {
        catalog.add(new Resource(
                ResourceEntry.of(uri, name, description, PLAIN),
                (asked, variables, call) -> one(asked, PLAIN, text.apply(asked))));
    }

    private void addFile(Catalog catalog, String uri, String name, String path, String type) {
        Path file = actions.projectFacts().folder().resolve(path);
        catalog.add(new Resource(
                ResourceEntry.of(uri, name, path + " of the project", type),
                (asked, variables, call) -> one(asked, type, content(asked, file))));
    }

    /// Replaces bytes that are not UTF-8, as the file of a user may contain anything.
    private static String content(String uri, Path file) throws ProtocolError {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ProtocolError(ProtocolError.UNAVAILABLE, file + " is larger than 8 MiB: read it there", null);
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException none) {
            throw new ProtocolError(
                    ProtocolError.RESOURCE_NOT_FOUND, file + " does not exist", JsonObject.of("uri", uri));
        } catch (IOException unreadable) {
            throw new ProtocolError(
                    ProtocolError.UNAVAILABLE, "cannot read " + file + ": " + IoReason.of(unreadable), null);
        }
    }

    private List<ResourceContents> versions(String uri) throws ProtocolError {
        try {
            return one(uri, JSON, RecordJson.of(actions.listVersions().run()).toString());
        } catch (Failure unavailable) {
            throw new ProtocolError(
                    ProtocolError.UNAVAILABLE,
                    unavailable.sentence() + (unavailable.hint() == null ? "" : "; next: " + unavailable.hint()),
                    null);
        }
    }

    private String manifest(String uri) throws ProtocolError {
        try {
            return actions.listVersions().manifest();
        } catch (Failure none) {
            throw missing(uri, none);
        }
    }

    private List<ResourceContents> log(String uri, String task) throws ProtocolError {
        ShowTasks.Logs logs;
        try {
            logs = actions.showTasks().logs(actions.chooseTask().any(task, null).taskId(), MAX_LINES, null);
        } catch (Failure unknown) {
            throw missing(uri, unknown);
        }
        StringBuilder text = new StringBuilder(logs.more() ? "[earlier lines left out: logs.tail has them]\n" : "");
        for (LogLine line : logs.lines()) {
            text.append(line.text()).append('\n');
        }
        return one(uri, PLAIN, text.toString());
    }

    private List<ResourceContents> artifacts(String uri, String target) throws ProtocolError {
        try {
            String task = actions.chooseTask().succeededFor(target, null).taskId();
            return one(
                    uri,
                    JSON,
                    RecordJson.of(actions.showTasks().artifacts(task)).toString());
        } catch (Failure none) {
            throw missing(uri, none);
        }
    }

    private static ProtocolError missing(String uri, Failure why) {
        return new ProtocolError(ProtocolError.RESOURCE_NOT_FOUND, why.sentence(), JsonObject.of("uri", uri));
    }

    private List<ResourceEntry> logs() {
        return tasks().stream().limit(MAX_LISTED).map(this::log).toList();
    }

    private ResourceEntry log(TaskRecord task) {
        long changedMs = actions.showTasks().logFile(task.taskId()).toFile().lastModified();
        return new ResourceEntry(
                "build://log/" + task.taskId(),
                "log " + task.taskId(),
                task.subject().projectName() + " for " + task.target() + ", "
                        + task.state().wire(),
                PLAIN,
                null,
                changedMs == 0 ? null : Instant.ofEpochMilli(changedMs).toString());
    }

    private List<String> taskIds() {
        return tasks().stream().map(TaskRecord::taskId).toList();
    }

    private List<String> targets() {
        return tasks().stream().map(TaskRecord::target).distinct().toList();
    }

    /// Returns no task if they cannot be read: a list of resources cannot carry a failure, but the tools report it.
    private List<TaskRecord> tasks() {
        try {
            return actions.showTasks().list();
        } catch (Failure unreadable) {
            return List.of();
        }
    }

    private static List<ResourceContents> one(String uri, String type, String text) {
        return List.of(new ResourceContents.Text(uri, type, text));
    }
}
