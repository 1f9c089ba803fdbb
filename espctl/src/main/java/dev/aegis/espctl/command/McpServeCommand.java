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
        description = "tools, logs and workflows for an AI client, on stdin and stdout",
        footer = {
            "",
            "Examples:",
            "  espctl mcp serve                    the command for AI clients; uses stdin and stdout",
            "  espctl mcp serve --read-only        only tools that change nothing",
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
            description = "auto (underscores for clients that reject dots), dotted, underscore")
    private String toolNames = "auto";

    @Option(
            names = {"-C", "--project"},
            paramLabel = "DIR",
            description = "the project's folder; default: the working folder")
    private String project = "";

    @Option(
            names = "--http",
            paramLabel = "PORT",
            description = "serve HTTP on 127.0.0.1 with a token, not stdin and stdout; 0: any free port")
    private String http = "";

    McpServeCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        throw new Failure(
                ExitCode.USAGE, "usage", "mcp serve must come before its options", "run: espctl mcp serve OPTIONS");
    }
}
