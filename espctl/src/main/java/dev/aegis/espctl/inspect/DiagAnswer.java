package dev.aegis.espctl.inspect;

import dev.aegis.espctl.doctor.Diagnosis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bundle for whoever helps.
///
/// @param taskId the build that it is about; absent when there is none
/// @param path where the bundle lies
/// @param contents what is inside, in order
/// @param doctor how the set-up is
/// @param problems what doctor found
/// @param crash the panic that was given, looked up; absent without one
/// @param crashProblem why it could not be looked up
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
