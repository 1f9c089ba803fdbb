package dev.aegis.espctl.tool;

import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.Completer;
import dev.aegis.mcp.catalog.Completion;
import dev.aegis.mcp.catalog.Prompt;
import dev.aegis.mcp.catalog.PromptArgument;
import dev.aegis.mcp.catalog.PromptMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Workflows from start to end. They name only tools that exist, in the canonical spelling, which every client may
/// call by.
final class Prompts {
    private static final List<String> CHIPS =
            List.of("esp32", "esp32s2", "esp32s3", "esp32c2", "esp32c3", "esp32c5", "esp32c6", "esp32h2", "esp32p4");
    private static final String BUILD = """
            Call build{target}, then build.status with the task_id and wait_secs 50 until status is succeeded, failed or \
            canceled. On failed: parse_build_errors, mend the first error only, build again; stop and ask after three \
            tries, or when fault is infrastructure.""";

    private final ToolRooms rooms;

    Prompts(ToolRooms rooms) {
        this.rooms = rooms;
    }

    void addTo(Catalog catalog) {
        add(catalog, "first-build", "From nothing to firmware", target(), """
                1. Call doctor; tell me each error with its fix, and stop if the build server or the key is missing.
                2. Call validate_config. If there is no project, ask for a name and call project.create; if only the \
                chip is missing, call project.init{with}.
                3. {build}
                4. Call firmware.list and tell me the files with their offsets.""");
        add(catalog, "diagnose-build-error", "Mend a failed build", task(), """
                1. Call parse_build_errors{with}. Explain the first error: file, line, cause.
                2. If fault is infrastructure, change nothing: call doctor and tell me whom to ask.
                3. Where the errors do not explain it, call logs.tail and read the lines before the end.
                4. Show me the change, make it, then: {build}""");
        add(catalog, "optimize-flash-size", "Make the firmware smaller", target(), """
                1. {build}
                2. Call firmware.list and note the application's size and offset; read project://sdkconfig.
                3. Propose at most five changes in sdkconfig.defaults, the largest gain first, with what each costs.
                4. After I agree: make them, build with profile release, call firmware.list again, and show both sizes.""");
        add(
                catalog,
                "migrate-idf-version",
                "Move to another ESP-IDF version",
                List.of(new PromptArgument("version", "the version to move to, such as v5.3.1", true, null)),
                """
                1. Call idf.versions and make sure that the wanted version{with} is offered for the project's chip.
                2. Call build.status, and build first if no build has succeeded: it shows that the project is whole.
                3. Call idf_select_version with the wanted version, then get_clean_plan, then build with clean true.
                4. {build}
                5. Sum up what had to be changed, and how to go back: idf_select_version with the old version.""");
        add(catalog, "flash-and-verify", "Get firmware ready to flash", task(), """
                1. Call build.status{with}; build first if it has not succeeded.
                2. Call artifacts.manifest: tell me chip, flash mode, size, frequency, and each offset.
                3. Call firmware.download and elf.download with an output_dir that I choose; show both digests.
                4. Give me the esptool command for exactly these offsets. Flash nothing yourself.
                If a build is needed: {build}""");
        add(catalog, "size-regression", "Find out what grew", target(), """
                1. Call firmware.list{with} and keep the sizes of the newest build.
                2. Ask which commit to compare with; after I have checked it out: {build}
                3. Call firmware.list again; show the difference of each file in bytes and percent.
                4. Name the sources or settings that changed between the two and likely account for it.""");
        add(catalog, "crash-backtrace", "Read a crash", task(), """
                1. Ask for the panic output, if I have not pasted it.
                2. Call elf.download{with}: it proves that the ELF file is that of the task. Compare its sha256 with the \
                ELF file SHA256 in the panic output; if they differ, say so and look for another task.
                3. Give me the addr2line command of the chip's toolchain for the addresses, with that path.
                4. With its output: explain the crash, propose a change, and after I agree: {build}""");
        add(catalog, "release-check", "Check a release", target(), """
                1. Call validate_config: chip and ESP-IDF version must be pinned in files, not left to defaults.
                2. Call build with profile release and clean true{with}. {build}
                3. Call logs.tail with lines 1000 and list every warning of the project's own sources.
                4. Call artifacts.manifest and firmware.download; tell me digests, sizes and versions.
                5. Say in one line whether it can be released, and if not, why.""");
    }

    private static void add(Catalog catalog, String name, String title, List<PromptArgument> arguments, String steps) {
        catalog.add(new Prompt(name, title, title + ", step by step", arguments, (given, call) -> {
            List<String> known = new ArrayList<>();
            given.forEach((argument, value) -> known.add(argument + " " + value.strip()));
            String with = known.isEmpty() ? "" : " with " + String.join(", ", known);
            return List.of(PromptMessage.user(title + " in this ESP-IDF project, with the espctl tools.\n"
                    + steps.replace("{build}", BUILD.replace("{target}", with.startsWith(" with target") ? with : ""))
                            .replace("{with}", with)));
        }));
    }

    private static List<PromptArgument> target() {
        return List.of(argument("target", "chip, such as esp32c3", (typed, known) -> Completion.among(CHIPS, typed)));
    }

    private List<PromptArgument> task() {
        return List.of(argument(
                "task_id",
                "the build; default: the newest",
                (typed, known) -> Completion.among(
                        rooms.showTasks().list().stream()
                                .map(TaskRecord::taskId)
                                .toList(),
                        typed)));
    }

    private static PromptArgument argument(String name, String description, @Nullable Completer completer) {
        return new PromptArgument(name, description, false, completer);
    }
}
