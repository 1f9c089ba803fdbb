package dev.aegis.espctl.doctor;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The result of one check.
///
/// @param name the stable name, such as `control_plane`
/// @param status the result
/// @param code a stable code for programs, such as `dns_failed`; null if the check passed
/// @param detail the observation, one sentence
/// @param fix a command or a sentence; null if nothing is to be done
/// @param exit the exit code if this check decides it
public record Check(
        String name,
        Status status,
        @Nullable String code,
        String detail,
        @Nullable String fix,
        @JsonIgnore ExitCode exit) {
    public enum Status {
        OK,
        WARNING,
        ERROR,
        SKIPPED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Check ok(Topic topic, String detail) {
        return new Check(topic.wire(), Status.OK, null, detail, null, ExitCode.DONE);
    }

    static Check warning(Topic topic, String code, String detail, @Nullable String fix) {
        return new Check(topic.wire(), Status.WARNING, code, detail, fix, ExitCode.DONE);
    }

    static Check warning(Topic topic, Failure failure) {
        return warning(topic, failure.code(), failure.sentence(), failure.hint());
    }

    static Check skipped(Topic topic, String why) {
        return new Check(topic.wire(), Status.SKIPPED, null, why, null, ExitCode.DONE);
    }

    static Check error(Topic topic, Failure failure) {
        return error(topic, failure.exit(), failure.code(), failure.sentence(), failure.hint());
    }

    static Check error(Topic topic, ExitCode exit, String code, String detail, @Nullable String fix) {
        return new Check(topic.wire(), Status.ERROR, code, detail, fix, exit);
    }
}
