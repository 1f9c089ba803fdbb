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
    private static final String INSTRUCTIONS = """
            espctl builds ESP32 firmware on a build machine: ESP-IDF need not be installed here.
            Usual flow: doctor (once) -> build -> build.status with wait_secs 50 until it is over -> list_artifacts or \
            firmware.download. A build takes from seconds to minutes; it continues when this server ends, and any later \
            server finds it: task_id latest is the newest.
            When a build fails: parse_build_errors gives the decisive error first; read logs.tail only if that is not \
            enough. fault project: correct the project. fault infrastructure: tell the user, change nothing.
            No project yet: project.create. Other chip: set_target, or set_target.run to build for it at once. \
            Other ESP-IDF: idf.versions, idf_select_version.
            A program that cargo has linked: build.rust_elf makes it flashable.
            Without a build server this is plan-only mode: build answers with a plan and how to leave that mode.
            Logs are resources as well: build://log/{task_id}. Names with _ in place of . are the same tools.""";

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
        Inputs inputs = new Inputs(actions.home());
        Catalog catalog = new Catalog();
        new BuildTools(actions, inputs).addTo(catalog);
        new PackTool(actions, inputs).addTo(catalog);
        new LogTools(actions).addTo(catalog);
        new FirmwareTools(actions, inputs).addTo(catalog);
        new NewProjectTools(actions, inputs).addTo(catalog);
        new TargetTools(actions, inputs).addTo(catalog);
        new AnalysisTools(actions, inputs).addTo(catalog);
        new DiagTool(actions).addTo(catalog);
        new ProjectTools(actions, inputs).addTo(catalog);
        new Resources(actions).addTo(catalog);
        new Prompts(actions).addTo(catalog);
        return catalog;
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
