package dev.aegis.espctl;

import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The output of `espctl doctor --json`.
record DoctorReport(int exit, JsonObject json) {
    static DoctorReport of(EspctlProcess espctl, String... arguments) throws Exception {
        List<String> words = new java.util.ArrayList<>(List.of("doctor", "--json"));
        words.addAll(List.of(arguments));
        EspctlProcess.Outcome outcome = espctl.run("", words.toArray(String[]::new));
        try {
            return new DoctorReport(outcome.exit(), (JsonObject) JsonReader.read(outcome.out()));
        } catch (JsonReader.NotJson broken) {
            throw new AssertionError(outcome.toString(), broken);
        }
    }

    record Found(
            String status,
            @Nullable String code,
            String detail,
            @Nullable String fix) {
        boolean isFixable() {
            return fix != null && !fix.isBlank();
        }
    }

    Found check(String name) {
        return json.array("checks").stream()
                .map(check -> (JsonObject) check)
                .filter(check -> check.text("name").equals(name))
                .map(check -> new Found(
                        check.text("status"),
                        check.findText("code").orElse(null),
                        check.text("detail"),
                        check.findText("fix").orElse(null)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check " + name + " in " + json));
    }

    List<String> names() {
        return json.array("checks").stream()
                .map(check -> ((JsonObject) check).text("name"))
                .toList();
    }

    String status() {
        return Objects.requireNonNull(json.text("status"));
    }
}
