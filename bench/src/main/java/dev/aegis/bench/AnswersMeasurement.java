package dev.aegis.bench;

import dev.aegis.mcp.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The size of the answers that a model reads about a failed build.
final class AnswersMeasurement implements Measurement {
    private static final String NAME = "answers";
    private static final String TARGET = "at most 6144";
    private static final String ERRORS = "parse_build_errors";
    private static final int WAIT_SECS = 50;
    private static final double BYTES_PER_TOKEN = 4;

    /// Statements for the start of `app_main`. Each makes the build fail in another way.
    private static final Map<String, String> FAULTS = new TreeMap<>(Map.of(
            "compiler", "int faulty = undeclared_thing + 1",
            "many errors", "missing_call(unknown_name;\n".repeat(200),
            "missing header", "\n#include \"no_such_header.h\"",
            "linker", "extern void nowhere(void);\n    nowhere();"));

    private final Path project;
    private final String target;

    AnswersMeasurement(Path project, String target) {
        this.project = project;
        this.target = target;
    }

    @Override
    public void run(BenchEnvironment bench, Report report) throws IOException {
        BuildSite site = bench.site();
        List<JsonObject> begun = new ArrayList<>();
        List<JsonObject> states = new ArrayList<>();
        List<JsonObject> errors = new ArrayList<>();
        for (Map.Entry<String, String> fault : FAULTS.entrySet()) {
            ProjectCopy copy = ProjectCopy.of(
                    project, bench.folder("projects").resolve(fault.getKey().replace(' ', '-')));
            copy.putFirst(fault.getValue());
            try (McpServer server = McpServer.start(site.espctl(copy.folder(), "mcp", "serve"))) {
                server.initialize();
                begun.add(server.call("build", JsonObject.of("target", target)));
                JsonObject state = server.call("build.status", JsonObject.of("wait_secs", WAIT_SECS));
                if (!state.object("structuredContent").text("status", "").equals("failed")) {
                    throw new BenchException("a build with a fault (" + fault.getKey() + ") did not fail: " + state);
                }
                states.add(state);
                errors.add(server.call(ERRORS, JsonObject.EMPTY));
            }
        }
        List<Double> tokens = new ArrayList<>();
        for (int build = 0; build < begun.size(); build++) {
            tokens.add((text(begun.get(build)) + text(states.get(build)) + text(errors.get(build))) / BYTES_PER_TOKEN);
        }
        report.add(NAME, "failed build, text of build, status and errors", Unit.TOKENS, tokens, "at most 1500");
        report(report, "build.status", states);
        report(report, ERRORS, errors);
    }

    private static void report(Report report, String tool, List<JsonObject> results) {
        List<Double> text = results.stream().map(AnswersMeasurement::text).toList();
        List<Double> data = results.stream()
                .map(result -> (double) bytes(result.object("structuredContent").toString()))
                .toList();
        List<Double> all = results.stream()
                .map(result -> (double) bytes(result.toString()))
                .toList();
        report.add(NAME, "failed build, " + tool + ": text", Unit.BYTES, text);
        report.add(NAME, "failed build, " + tool + ": data", Unit.BYTES, data);
        report.add(NAME, "failed build, " + tool + ": in all", Unit.BYTES, all, TARGET);
    }

    private static double text(JsonObject result) {
        return result.array("content").objects().stream()
                .mapToInt(content -> bytes(content.text("text", "")))
                .sum();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
