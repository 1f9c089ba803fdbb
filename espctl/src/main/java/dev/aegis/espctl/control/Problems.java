package dev.aegis.espctl.control;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.Server;
import dev.aegis.protocol.Problem;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import java.net.http.HttpResponse;

/// Turns an answer that is not a success into our words.
final class Problems {
    private Problems() {}

    static Failure failure(Server server, HttpResponse<byte[]> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (!type.startsWith(Problem.MEDIA_TYPE)) {
            return notABuildServer(
                    server,
                    "it answered " + answer.statusCode() + " with "
                            + (type.isEmpty() ? "no content type" : type.replaceAll("\\p{Cntrl}", "?")));
        }
        try {
            return failure(server, answer, WireJson.read(answer.body(), Problem.class));
        } catch (WireException broken) {
            return notABuildServer(server, "its error answer is " + broken.getMessage());
        }
    }

    private static Failure failure(Server server, HttpResponse<byte[]> answer, Problem problem) {
        String hint = problem.hint();
        if (hint == null) {
            hint = switch (answer.statusCode()) {
                case 401 ->
                    "ask the operator for a new key, then: espctl login --token KEY --server " + server.address();
                case 403 -> "ask the operator to allow this for your key";
                default -> "espctl doctor";
            };
        }
        String wait = answer.headers().firstValue("Retry-After").orElse(null);
        if (wait != null && wait.matches("\\d{1,6}")) {
            hint = "try again in " + wait + " s; " + hint;
        }
        return new Failure(exit(answer.statusCode(), problem.code()), problem.code(), problem.detail(), hint);
    }

    private static ExitCode exit(int status, String code) {
        if (code.startsWith("no_machine")) {
            return ExitCode.NO_MACHINE;
        }
        return switch (status) {
            case 400, 413, 422 -> ExitCode.USAGE;
            case 401, 402, 403, 429 -> ExitCode.REFUSED;
            case 502, 503, 504 -> ExitCode.UNREACHABLE;
            default -> ExitCode.FAILED;
        };
    }

    static Failure notABuildServer(Server server, String reason) {
        return new Failure(
                ExitCode.UNREACHABLE,
                "not_a_build_server",
                server.address() + " does not answer like a build server: " + reason,
                "check the address (" + server.addressFrom() + "); a proxy or another program may answer there");
    }
}
