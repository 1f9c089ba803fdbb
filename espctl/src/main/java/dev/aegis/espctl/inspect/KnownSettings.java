package dev.aegis.espctl.inspect;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.Choice;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.settings.Server;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The effective settings with the rule that decided each, without values that may be secret: for CMake definitions and
/// environment variables only the names.
final class KnownSettings {
    private final Context context;

    KnownSettings(Context context) {
        this.context = context;
    }

    /// @param folder the project's
    Map<String, Object> of(Path folder) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("server", orFailure(this::server));
        settings.put("project", orFailure(() -> project(folder)));
        settings.put(
                "environment", new TreeSet<>(context.environment().variables().keySet()));
        return settings;
    }

    private Map<String, Object> server() {
        Server server = context.servers().choose(null);
        return Map.of(
                "address", server.address().toString(),
                "address_from", server.addressFrom(),
                "access_from", server.keyFrom());
    }

    private Map<String, Object> project(Path folder) {
        Project project = Project.open(folder);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("root", project.root().toString());
        settings.put("name", project.name());
        settings.put("target", orFailure(() -> choice(project.target(null, context.environment()))));
        settings.put("idf_version", orFailure(() -> choice(project.version(null, variable("DEFAULT_IDF_VERSION")))));
        settings.put("profile", project.profile(null).name());
        settings.put(
                "params",
                project.settings().params().stream()
                        .map(param -> param.replaceFirst("=.*", ""))
                        .toList());
        settings.put("ignore", project.settings().ignore());
        settings.put("include", project.settings().include());
        return settings;
    }

    private static Map<String, Object> choice(Choice choice) {
        String value = choice.value();
        return Map.of("value", value == null ? "the machine's default" : value, "decided_by", choice.decidedBy());
    }

    private @Nullable String variable(String name) {
        return context.environment().find(name).orElse(null);
    }

    private static Map<String, Object> orFailure(Supplier<Map<String, Object>> read) {
        try {
            return read.get();
        } catch (Failure failure) {
            return Map.of("error", List.of(failure.code(), failure.sentence()));
        }
    }
}
