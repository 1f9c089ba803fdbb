package dev.aegis.espctl.doctor;

import dev.aegis.espctl.doctor.ParallelCalls.Asked;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The running checks of one diagnosis. Results are returned in the order of `Topic`.
record DoctorRun(ParallelCalls inquiry, Map<Topic, Asked<Check>> checks) {
    void ask(Topic topic, Supplier<Check> check) {
        checks.put(topic, inquiry.ask(() -> {
            try {
                return check.get();
            } catch (Failure failed) {
                return Check.error(topic, failed);
            } catch (RuntimeException bug) {
                return Check.error(
                        topic,
                        ExitCode.FAILED,
                        "check_failed",
                        "the check itself failed: " + bug,
                        "report this with: espctl diag");
            }
        }));
    }

    /// @param obstacle the reason to skip the check; nothing to run it
    void ask(Topic topic, Supplier<Optional<String>> obstacle, Supplier<Check> check) {
        ask(topic, () -> obstacle.get().map(why -> Check.skipped(topic, why)).orElseGet(check));
    }

    void skip(Topic topic, String why) {
        ask(topic, () -> Check.skipped(topic, why));
    }

    Diagnosis diagnosis() {
        List<Check> told = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            Asked<Check> asked = checks.get(topic);
            if (asked != null) {
                told.add(asked.inTime().orElseGet(() -> late(topic)));
            }
        }
        return Diagnosis.of(told);
    }

    private static Check late(Topic topic) {
        return Check.error(
                topic,
                ExitCode.UNREACHABLE,
                "timed_out",
                "no answer in time",
                "a disk or the network hangs; check it, then run espctl doctor again");
    }
}
