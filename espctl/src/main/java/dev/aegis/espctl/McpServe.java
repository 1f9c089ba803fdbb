package dev.aegis.espctl;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.output.Terminal;
import dev.aegis.espctl.process.OwnProgram;
import dev.aegis.espctl.project.RealFolder;
import dev.aegis.espctl.settings.Environment;
import dev.aegis.espctl.tool.ServeOptions;
import dev.aegis.espctl.tool.ToolCatalog;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.engine.Engine;
import dev.aegis.mcp.engine.EngineSettings;
import dev.aegis.mcp.stdio.ProcessShutdown;
import dev.aegis.mcp.stdio.StandardStreams;
import dev.aegis.mcp.stdio.StdioServer;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/// `espctl mcp serve`. Bypasses the parser of the other verbs and loads only the classes that the first answer needs,
/// because AI clients wait for it.
final class McpServe {
    private McpServe() {}

    /// @param arguments the words after `mcp serve`
    /// @return the exit code
    static int run(List<String> arguments) {
        StandardStreams streams = StandardStreams.claim();
        try {
            serve(ServeOptions.parse(arguments), streams);
            return ExitCode.DONE.number();
        } catch (Failure failure) {
            System.err.println(
                    "error: " + failure.sentence() + (failure.hint() == null ? "" : " (hint: " + failure.hint() + ")"));
            return failure.exit().number();
        }
    }

    private static void serve(ServeOptions options, StandardStreams streams) {
        Environment environment = new Environment(System.getenv());
        Actions actions = new Actions(
                Context.of(environment, folder(options), Version.current()), new OwnProgram(environment, Main.class));
        actions.listVersions().store();
        Catalog catalog = ToolCatalog.catalog(actions);
        Engine engine = new Engine(
                ToolCatalog.info(actions.version()),
                catalog,
                EngineSettings.DEFAULTS.with(options.spelling()).with(ToolCatalog.filter(options)),
                Clock.systemUTC(),
                new SecureRandom(),
                System.err::println);
        Integer port = options.http();
        if (port != null) {
            PrintStream out = new PrintStream(streams.output(), true, StandardCharsets.UTF_8);
            McpHttpEndpoint.serve(engine, catalog, port, actions.mcpHttpToken(), out);
            return;
        }
        if (Terminal.canAsk()) {
            System.err.println(
                    "espctl mcp serve: waiting for an AI client, which speaks MCP on stdin and stdout; end it"
                            + " with Ctrl-C. To set a client up, run: espctl mcp install CLIENT (espctl mcp clients lists them)");
        }
        // Builds run in processes of their own and continue: there is nothing else to close.
        try (StdioServer server = new StdioServer(engine, streams, () -> {})) {
            ProcessShutdown.install(server, System::exit);
            server.serve();
        }
    }

    private static Path folder(ServeOptions options) {
        try {
            return RealFolder.of(Path.of(options.project() == null ? "" : options.project()));
        } catch (Failure missing) {
            throw new Failure(
                    missing.exit(),
                    missing.code(),
                    missing.sentence(),
                    "name an existing folder with --project",
                    missing);
        }
    }
}
