package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.firmware.Chip;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.Completion;
import dev.aegis.mcp.catalog.Prompt;
import dev.aegis.mcp.catalog.PromptArgument;
import dev.aegis.mcp.catalog.PromptMessage;
import java.util.List;

/// The prompts: whole workflows. They name only tools that exist, by their canonical names, which every client may
/// use.
final class Prompts {
    private static final List<String> CHIPS = Chip.targets(Chip.State.SUPPORTED);
    private static final String BUILD = """
            Call build{options}, then build.status with its task_id and wait_secs 50 until status is succeeded, failed or \
            canceled. On failed: parse_build_errors with that task_id, fix the first error only, then call build{options} \
            again; stop and ask after three tries, or when fault is infrastructure.""";

    private static final PromptArgument TARGET = new PromptArgument(
            "target", "chip, such as esp32c3", false, (typed, known) -> Completion.among(CHIPS, typed));
    private static final PromptArgument VERSION =
            new PromptArgument("version", "the version to move to, such as v5.3.1", true, null);

    private final PromptArgument task;

    Prompts(Actions actions) {
        this.task = new PromptArgument(
                "task_id",
                "the build; default: the newest",
                false,
                (typed, known) -> Completion.among(
                        actions.showTasks().list().stream()
                                .map(TaskRecord::taskId)
                                .toList(),
                        typed));
    }

    void addTo(Catalog catalog) {
        addBuilding(catalog);
        addChanging(catalog);
        addExamining(catalog);
    }

    private void addBuilding(Catalog catalog) {
        add(catalog, "first-build", "From nothing to firmware", TARGET, """
                1. Call doctor; tell me each error with its fix, and stop if the build server or the key is missing.
                2. Call validate_config. If there is no project, ask for a name and call project.create; if only the \
                chip is missing, call project.init{with}.
                3. {build}
                4. Call firmware.list and tell me the files with their offsets.""");
        add(catalog, "diagnose-build-error", "Fix a failed build", task, """
                1. Call parse_build_errors{with}. Explain the first error: file, line, cause.
                2. If fault is infrastructure, change nothing: call doctor and tell me who runs the build server.
                3. If the errors do not explain it, call logs.tail and read the lines before the end.
                4. Show me the change, make it, then: {build}""");
    }

    private void addChanging(Catalog catalog) {
        add(catalog, "optimize-flash-size", "Make the firmware smaller", TARGET, """
                1. {build}
                2. Call size.run with detail components: note the flash used and left and the largest components; read \
                project://sdkconfig.
                3. Propose at most five changes in sdkconfig.defaults, the largest gain first, with what each costs.
                4. After I agree: make them, then do step 1 again with the same options, call size.run with detail \
                components again, and show what each component has lost: the answer compares with the previous build.""", " with profile release");
        add(catalog, "migrate-idf-version", "Move to another ESP-IDF version", VERSION, """
                1. Call idf.versions and make sure that {value} is offered for the project's chip.
                2. Call build.status; if no build has succeeded, build with the old version first: that shows that the \
                project compiles.
                3. Call idf_select_version{with}, then get_clean_plan.
                4. {build}
                5. Summarize the changes, and how to go back: idf_select_version with the old version as idf_version.""", " with clean true");
        add(catalog, "flash-and-verify", "Get firmware ready to flash", task, """
                1. Call build.status{with}; build first if it has not succeeded.
                2. Call artifacts.manifest: tell me chip, flash mode, size, frequency, and each offset.
                3. Call firmware.download and elf.download with an output_dir that I choose; show both digests.
                4. Give me the esptool command for exactly these offsets. Flash nothing yourself.
                If a build is needed: {build}""");
    }

    private void addExamining(Catalog catalog) {
        add(catalog, "size-regression", "Find out what grew", TARGET, """
                1. Call size.run with detail components: it compares the newest build with the previous one of this \
                project and chip.
                2. If I mean two other commits: ask which; after I have checked out the older one: {build}
                Then the same with the same options for the newer one, and size.run with detail components again.
                3. For the component that grew most call size.run with detail files.
                4. Name the sources or settings that changed between the two and likely account for it, with bytes.""");
        add(catalog, "crash-backtrace", "Read a crash", task, """
                1. Ask for the panic output, if I have not pasted it: all of it, with the line ELF file SHA256.
                2. Call decode with it as panic{with}: it finds the build that the chip runs among those of this \
                computer, also an old one, and gives the reason, functions, files and lines.
                3. If no build fits, ask which firmware is flashed, and call decode again with its ELF file as elf.
                4. Read the sources at the first frames. Explain the crash, propose a change, and after I agree: {build}""");
        add(catalog, "release-check", "Check a release", TARGET, """
                1. Call validate_config: chip and ESP-IDF version must be pinned in files, not left to defaults.
                2. {build}
                3. Call logs.tail with its task_id and lines 1000 and list every warning of the project's own sources.
                4. Call size.run with its task_id: is enough left in the smallest app partition for the next updates?
                5. Call artifacts.manifest, firmware.download and sbom.create with its task_id; tell me digests, versions and paths.
                6. Say in one line whether it can be released, and if not, why.""", " with profile release and clean true");
    }

    private static void add(Catalog catalog, String name, String title, PromptArgument argument, String steps) {
        add(catalog, name, title, argument, steps, "");
    }

    /// @param options the options of every build of this workflow, in words
    private static void add(
            Catalog catalog, String name, String title, PromptArgument argument, String steps, String options) {
        catalog.add(new Prompt(name, title, title + ", step by step", List.of(argument), (given, call) -> {
            String value = argument.in(given).map(String::strip).orElse("");
            String input = argument.equals(VERSION) ? Inputs.IDF_VERSION.name() : argument.name();
            String with = value.isEmpty() ? "" : " with " + input + " " + value;
            return List.of(PromptMessage.user(title + " in this ESP-IDF project, with the espctl tools.\n"
                    + steps.replace("{build}", BUILD.replace("{options}", options(argument, value, options)))
                            .replace("{with}", with)
                            .replace("{value}", value)));
        }));
    }

    /// Returns the arguments of a build in words. They are repeated at each call, or a second build would be another.
    private static String options(PromptArgument argument, String value, String options) {
        String target = argument.equals(TARGET) && !value.isEmpty() ? "target " + value : "";
        if (target.isEmpty()) {
            return options;
        }
        return options.isEmpty() ? " with " + target : options + " and " + target;
    }
}
