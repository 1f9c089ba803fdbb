package dev.aegis.espctl.inspect;

import dev.aegis.espctl.doctor.Diagnosis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A support bundle.
///
/// @param taskId the build that it is about; null if there is none
/// @param path the path of the bundle
/// @param contents the files inside, in order
/// @param doctor the result of doctor's checks
/// @param problems the failures that doctor found
/// @param crash the decoded panic; null without one
/// @param crashProblem the reason why the panic could not be decoded
public record DiagAnswer(
        @Nullable String taskId,
        String path,
        long size,
        List<Entry> contents,
        Diagnosis.Health doctor,
        List<String> problems,
        @Nullable CrashAnswer crash,
        @Nullable String crashProblem) {
    public record Entry(String name, long size) {}
}
