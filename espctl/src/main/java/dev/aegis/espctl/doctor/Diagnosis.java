package dev.aegis.espctl.doctor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.aegis.espctl.failure.ExitCode;
import java.util.List;
import java.util.Locale;

/// The result of all checks.
///
/// @param status the worst of the checks
/// @param checks in the order in which a build depends on them
/// @param errors the details of the failed checks
public record Diagnosis(Health status, List<Check> checks, List<String> errors) {
    public enum Health {
        HEALTHY,
        DEGRADED,
        UNHEALTHY;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Diagnosis of(List<Check> checks) {
        List<String> errors = checks.stream()
                .filter(check -> check.status() == Check.Status.ERROR)
                .map(check -> check.name() + ": " + check.detail())
                .toList();
        boolean warned = checks.stream().anyMatch(check -> check.status() == Check.Status.WARNING);
        Health health = !errors.isEmpty() ? Health.UNHEALTHY : warned ? Health.DEGRADED : Health.HEALTHY;
        return new Diagnosis(health, List.copyOf(checks), errors);
    }

    /// Returns the exit code of the first error, because later ones often follow from it.
    @JsonIgnore
    public ExitCode exit() {
        return checks.stream()
                .filter(check -> check.status() == Check.Status.ERROR)
                .map(Check::exit)
                .findFirst()
                .orElse(ExitCode.DONE);
    }
}
