package dev.aegis.espctl.tool;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.Icon;
import dev.aegis.mcp.catalog.ServerInfo;
import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolFilter;
import java.util.List;
import java.util.Optional;

/// The tools, resources and prompts that `espctl mcp serve` offers.
public final class ToolCatalog {
    /// A client may show a model only this and the names of the tools. Clients cut it at 2 KB.
    static final String INSTRUCTIONS = """
            espctl builds ESP32 firmware (ESP-IDF) on build machines; ESP-IDF need not be installed here. It flashes \
            nothing.
            Build: build, then build.status with wait_secs 50 until status is succeeded, failed or canceled (or wait for the \
            background task). Several chips: one build each, with own_dir. Builds go on without this server. build.cancel \
            stops. set_target.run: change the chip and \
            build. generate_build_plan, get_clean_plan: only look. build.rust_elf: cargo's ELF file to firmware.
            Failed: parse_build_errors (a build, or a pasted log), then logs.tail. fault project: correct the project; \
            fault infrastructure: tell the user, change nothing.
            Succeeded: list_artifacts (files), artifacts.manifest or firmware.list (flash offsets), firmware.download \
            (bundle), elf.download, size.run (flash, RAM, growth), sbom.create. parse_size_report: pasted sizes.
            Crash: decode, with all that the chip printed. diag.run: support bundle.
            Project: project.create (new), project.init (settings), project.create_component, set_target (chip), \
            idf_select_version, validate_config. idf.versions, store_versions: what can be built with.
            doctor: everything that a build needs, checked; first when anything is odd.
            project is a folder, by default the one where the server runs; task_id latest is its newest build. \
            Without a build server, build gives a plan. Names with _ in place of . are the same tools.""";

    private ToolCatalog() {}

    public static ServerInfo info(String version) {
        return new ServerInfo("espctl", "espctl", version, INSTRUCTIONS, List.<Icon>of());
    }

    public static Catalog catalog(Actions actions) {
        Catalog catalog = ResultBounds.apply(everything(actions));
        catalog.tools().forEach(ToolCatalog::requireToolset);
        return catalog;
    }

    /// Fails at the start of the server, because a tool without a toolset would be hidden from every client.
    static void requireToolset(Tool tool) {
        if (!ServeOptions.TOOLSETS.contains(tool.toolset())) {
            throw new IllegalStateException("tool " + tool.name() + " is in no toolset of espctl: '" + tool.toolset()
                    + "'; declare it with Toolset");
        }
    }

    private static Catalog everything(Actions actions) {
        Inputs inputs = new Inputs(actions);
        Catalog catalog = new Catalog();
        new BuildTools(actions, inputs).addTo(catalog);
        new PackTool(actions, inputs).addTo(catalog);
        new LogTools(actions, inputs).addTo(catalog);
        new FirmwareTools(actions, inputs).addTo(catalog);
        new NewProjectTools(actions, inputs).addTo(catalog);
        new TargetTools(actions, inputs).addTo(catalog);
        new AnalysisTools(actions, inputs).addTo(catalog);
        new DecodeTool(actions, inputs).addTo(catalog);
        new DiagTool(actions, inputs).addTo(catalog);
        new ProjectTools(actions, inputs).addTo(catalog);
        new Resources(actions).addTo(catalog);
        new Prompts(actions).addTo(catalog);
        return catalog.keep(new BuildTasks(actions));
    }

    public static ToolFilter filter(ServeOptions options) {
        return tool -> hidden(tool, options);
    }

    private static Optional<String> hidden(Tool tool, ServeOptions options) {
        if (!options.toolsets().contains(tool.toolset())) {
            return Optional.of("the server was started without the toolset " + tool.toolset());
        }
        return options.readOnly() && !tool.annotations().readOnly()
                ? Optional.of("the server was started with --read-only")
                : Optional.empty();
    }
}
