package dev.aegis.espctl.doctor;

import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.settings.Environment;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.settings.ServerAddress;
import dev.aegis.suggestion.ClosestName;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds environment variables that have no effect or contradict each other.
final class EnvironmentCheck {
    /// Every variable that espctl or its launcher reads.
    static final Set<String> READ = Set.of(
            "ESPCTL_SERVER",
            "ESPCTL_ALLOW_INSECURE",
            "ESPCTL_STORE_ROOT",
            "ESPCTL_RECONNECT_SECS",
            "ESPCTL_LOOPBACK",
            "ESPCTL_TRUSTED_MACHINES",
            "ESPCTL_LAUNCHER");

    private static final String UNSET = "unset it";

    private final Environment environment;
    private final WarningList findings = new WarningList(Topic.ENVIRONMENT);

    EnvironmentCheck(Environment environment) {
        this.environment = environment;
    }

    /// @param server null if no server is configured
    /// @param project null if there is no project
    Check look(@Nullable Server server, @Nullable Project project) {
        unread();
        servers(server);
        forms(server);
        chip(project);
        return findings.check(set().isEmpty() ? "no variable is set" : "set: " + String.join(", ", set()));
    }

    private Set<String> set() {
        Set<String> set = new TreeSet<>();
        for (String name : environment.variables().keySet()) {
            boolean ours = READ.contains(name)
                    || List.of("CONTROL_BASE_URL", "MCP_AUTH_SECRET", "DEFAULT_IDF_VERSION", "IDF_TARGET")
                            .contains(name);
            if (ours
                    && !name.equals("ESPCTL_LAUNCHER")
                    && environment.find(name).isPresent()) {
                set.add(name);
            }
        }
        return set;
    }

    private void unread() {
        for (String name : new TreeSet<>(environment.variables().keySet())) {
            if (!name.startsWith("ESPCTL_") || READ.contains(name)) {
                continue;
            }
            String meant = ClosestName.of(name, READ).orElse(null);
            findings.add(
                    "variable_unknown",
                    name.replaceAll("\\p{Cntrl}", "?") + " is set, and espctl does not read it",
                    meant == null ? UNSET : "did you mean " + meant + "?");
        }
        for (String name : List.of("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")) {
            if (environment
                    .find(name)
                    .filter(path -> !Path.of(path).isAbsolute())
                    .isPresent()) {
                findings.add(
                        "variable_ignored",
                        name + " is a relative path, which is ignored",
                        "set " + name + " to an absolute path");
            }
        }
    }

    private void servers(@Nullable Server server) {
        ServerAddress base = address("CONTROL_BASE_URL");
        ServerAddress named = address("ESPCTL_SERVER");
        boolean secret = environment.find("MCP_AUTH_SECRET").isPresent();
        if (base != null && named != null && !base.equals(named)) {
            findings.add(
                    "variables_contradict",
                    "ESPCTL_SERVER and CONTROL_BASE_URL name two servers; ESPCTL_SERVER is used"
                            + (secret ? " and does not get MCP_AUTH_SECRET" : ""),
                    "unset one of the two");
        } else if (secret && server != null && !server.keyFrom().equals("MCP_AUTH_SECRET")) {
            findings.add(
                    "variable_ignored",
                    "MCP_AUTH_SECRET is set and not used for " + server.address() + ": the key is from "
                            + server.keyFrom(),
                    "set CONTROL_BASE_URL to that server, or unset MCP_AUTH_SECRET");
        } else if (secret && server == null) {
            findings.add(
                    "variable_ignored",
                    "MCP_AUTH_SECRET is set and no server is",
                    "set CONTROL_BASE_URL to the build server's address");
        }
    }

    /// Parses an address. A malformed address is reported by `ServerChecks`.
    private @Nullable ServerAddress address(String variable) {
        try {
            return environment
                    .find(variable)
                    .map(text -> ServerAddress.parse(text, environment))
                    .orElse(null);
        } catch (Failure wrong) {
            return null;
        }
    }

    private void forms(@Nullable Server server) {
        environment.find("ESPCTL_ALLOW_INSECURE").ifPresent(value -> {
            if (!environment.isOn("ESPCTL_ALLOW_INSECURE") && !value.equals("0")) {
                findings.add(
                        "variable_ignored",
                        "ESPCTL_ALLOW_INSECURE has a value without a meaning",
                        "set ESPCTL_ALLOW_INSECURE=1, or unset it");
            }
        });
        environment.find("ESPCTL_RECONNECT_SECS").ifPresent(value -> {
            if (!value.matches("\\d{1,5}")) {
                findings.add(
                        "variable_ignored",
                        "ESPCTL_RECONNECT_SECS is not a number of seconds",
                        "set ESPCTL_RECONNECT_SECS to a whole number, such as 60");
            }
        });
        environment.find("ESPCTL_LOOPBACK").ifPresent(value -> {
            if (!value.equals("1") && !value.equals("0")) {
                findings.add(
                        "variable_ignored",
                        "ESPCTL_LOOPBACK is neither 1 nor 0 and counts as 0",
                        "set ESPCTL_LOOPBACK to 1 or 0, or unset it");
            } else if (value.equals("1") && server != null && !server.address().isLoopback()) {
                findings.add(
                        "variables_contradict",
                        "ESPCTL_LOOPBACK=1 limits links to this computer, but the build server is on another one",
                        "unset ESPCTL_LOOPBACK");
            }
        });
    }

    private void chip(@Nullable Project project) {
        String variable = environment.find("IDF_TARGET").orElse(null);
        if (project == null || variable == null) {
            return;
        }
        try {
            var chosen = project.target(null, environment);
            if (!variable.equals(chosen.value())) {
                findings.add(
                        "variables_contradict",
                        "IDF_TARGET=" + variable + " is not used: " + chosen.decidedBy() + " says " + chosen.value(),
                        "unset IDF_TARGET, or choose the chip with espctl set-target");
            }
        } catch (Failure wrong) {
            // Reported by `ProjectCheck`.
        }
    }
}
