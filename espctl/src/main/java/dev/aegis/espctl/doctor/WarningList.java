package dev.aegis.espctl.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Several small faults that are reported as one warning.
final class WarningList {
    private static final int MOST_TOLD = 4;

    private final Topic topic;
    private final List<Finding> findings = new ArrayList<>();

    private record Finding(String code, String detail, String fix) {}

    WarningList(Topic topic) {
        this.topic = topic;
    }

    void add(String code, String detail, String fix) {
        findings.add(new Finding(code, detail, fix));
    }

    boolean isEmpty() {
        return findings.isEmpty();
    }

    /// @param fine the sentence if nothing was found
    Check check(String fine) {
        if (findings.isEmpty()) {
            return Check.ok(topic, fine);
        }
        List<Finding> told = findings.subList(0, Math.min(MOST_TOLD, findings.size()));
        int untold = findings.size() - told.size();
        return Check.warning(
                topic,
                told.getFirst().code(),
                told.stream().map(Finding::detail).collect(Collectors.joining("; "))
                        + (untold > 0 ? "; and " + untold + " more" : ""),
                told.stream().map(Finding::fix).distinct().collect(Collectors.joining("; ")));
    }
}
