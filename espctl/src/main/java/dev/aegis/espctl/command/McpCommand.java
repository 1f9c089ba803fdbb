package dev.aegis.espctl.command;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.output.Screen;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Explains `mcp serve` only: the entry runs it without this parser, which would double the time to its first answer.
@SuppressWarnings("UnusedVariable") // the options are there for the help
@Command(name = "mcp", description = "mcp serve: tools, logs and workflows for AI assistants")
final class McpCommand extends Verb {
    @Parameters(arity = "0..*", paramLabel = "serve", description = "serve on the standard streams")
    private List<String> words = new ArrayList<>();

    @Option(names = "--toolsets", paramLabel = "NAMES", description = "only these: build,logs,firmware,project,store")
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

    McpCommand(Rooms rooms) {
        super(rooms);
    }

    @Override
    ExitCode run(Screen screen) {
        throw new Failure(
                ExitCode.USAGE,
                "usage",
                words.isEmpty() ? "mcp needs a word more" : "mcp has no '" + words.getFirst() + "'",
                "espctl mcp serve");
    }
}
