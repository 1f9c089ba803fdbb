package dev.aegis.espctl.actions;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing that doctor looked at.
///
/// @param name what it is, such as `control_plane`
/// @param status how it stands
/// @param detail what was seen, one sentence
/// @param fix a command or a sentence; absent when nothing is to be done
/// @param exit what an error means for the shell
public record Check(
        String name,
        Status status,
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

    static Check ok(String name, String detail) {
        return new Check(name, Status.OK, detail, null, ExitCode.DONE);
    }

    static Check warning(String name, String detail, @Nullable String fix) {
        return new Check(name, Status.WARNING, detail, fix, ExitCode.DONE);
    }

    static Check skipped(String name, String why) {
        return new Check(name, Status.SKIPPED, why, null, ExitCode.DONE);
    }

    static Check error(String name, Failure failure) {
        return new Check(name, Status.ERROR, failure.sentence(), failure.hint(), failure.exit());
    }
}
