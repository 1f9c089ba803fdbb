package dev.aegis.agent.task;

import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.MachineOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Validation of a build request, because its fields become arguments of `idf.py`.
final class RequestRules {
    private static final Pattern TASK_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern TARGET = Pattern.compile("[a-z][a-z0-9]{1,31}");
    private static final Pattern PARAM = Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,63})=[A-Za-z0-9_.,:;+/=@ -]{0,256}");
    /// The characters of the name of a git tag: it becomes text in a CMake file.
    private static final Pattern APP_VERSION =
            Pattern.compile("[^\\p{Cntrl}\\p{Zl}\\p{Zp} ~^:?*\\[\\\\]{1," + MachineOptions.MAX_APP_VERSION + "}");

    private static final int MAX_PARAMS = 32;

    /// CMake variables that the request sets through its own fields.
    private static final Set<String> RESERVED =
            Set.of("IDF_TARGET", "SDKCONFIG", "SDKCONFIG_DEFAULTS", "IDF_PATH", "CCACHE_ENABLE", "CMAKE_BUILD_TYPE");

    private RequestRules() {}

    static Optional<Acceptance.Refused> check(ClientMessage.Build request) {
        if (!TASK_ID.matcher(request.taskId()).matches()) {
            return refused(
                    "bad_task_id",
                    "the task id may have letters, digits, dots, underscores and dashes only",
                    "send another task_id");
        }
        if (!TARGET.matcher(request.target()).matches()) {
            return refused("bad_target", "'" + shown(request.target()) + "' is not the name of a chip", "try esp32c3");
        }
        String version = request.options().appVersion();
        if (version != null && !APP_VERSION.matcher(version).matches()) {
            return refused(
                    "bad_app_version",
                    "'" + shown(version) + "' is not a version that git describe prints",
                    "update espctl, or set PROJECT_VER in CMakeLists.txt");
        }
        return checkParams(request.params());
    }

    private static Optional<Acceptance.Refused> checkParams(List<String> params) {
        if (params.size() > MAX_PARAMS) {
            return refused("bad_params", "more than " + MAX_PARAMS + " params", "put them into CMakeLists.txt");
        }
        for (String param : params) {
            var form = PARAM.matcher(param);
            if (!form.matches()) {
                return refused(
                        "bad_params",
                        "the param '" + shown(param) + "' is not of the form NAME=VALUE with plain characters",
                        "write it like MY_OPTION=1, or put it into CMakeLists.txt");
            }
            if (RESERVED.contains(form.group(1))) {
                return refused(
                        "bad_params",
                        "the param " + form.group(1) + " is set by the build itself",
                        "use the target, the profile or sdkconfig.defaults");
            }
        }
        return Optional.empty();
    }

    private static Optional<Acceptance.Refused> refused(String code, String message, String hint) {
        return Optional.of(new Acceptance.Refused(code, message, hint, Fault.PROJECT));
    }

    private static String shown(String text) {
        String safe = text.replaceAll("[^\\x20-\\x7e]", "?");
        return safe.length() > 80 ? safe.substring(0, 80) + "..." : safe;
    }
}
