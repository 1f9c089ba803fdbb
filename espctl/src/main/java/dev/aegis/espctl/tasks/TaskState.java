package dev.aegis.espctl.tasks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where a task stands. The name in files and answers is the lower-case name.
public enum TaskState {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isOver() {
        return this != PENDING && this != RUNNING;
    }
}
