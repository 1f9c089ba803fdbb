package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Help for `mcp serve`. `Main` runs that verb without this parser, which would double the time to its first answer.
@SuppressWarnings("UnusedVariable") // the options appear in the help
@Command(
        description = "tools, logs and workflows for an AI assistant, on the standard streams",
        footer = {
            "",
            "Examples:",
            "  espctl mcp serve                    what an assistant's client runs; it talks on stdin and stdout",
            "  espctl mcp serve --read-only        only tools that look",
        })
final class McpServeCommand extends Verb {
    @Option(
            names = "--toolsets",
            paramLabel = "NAMES",
            description = "only these: build,logs,firmware,analysis,project,store")
    private String toolsets = "";

    @Option(names = "--read-only", description = "only tools that change nothing")
    private boolean readOnly;

    @Option(
            names = "--tool-names",
            paramLabel = "HOW",
            description = "auto (underscores for clients that refuse dots), dotted, underscore")
    private String toolNames = "auto";

    @Option(
            names = {"-C", "--project"},
            paramLabel = "DIR",
            description = "the project's folder; default: here")
    private String project = "";

    @Option(
            names = "--http",
            paramLabel = "PORT",
            description = "serve HTTP on 127.0.0.1, behind a token, in place of the standard streams; 0: any port")
    private String http = "";

    McpServeCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        throw new Failure(
                ExitCode.USAGE,
                "usage",
                "mcp serve stands behind another option",
                "espctl mcp serve, and the options after it");
    }
}
