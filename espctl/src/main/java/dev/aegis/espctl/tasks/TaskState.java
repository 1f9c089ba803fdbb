package dev.aegis.espctl.tasks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The state of a task. Files and answers have the lower-case name.
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

    /// Returns the words after "task ID", such as `was canceled`.
    public String words() {
        return switch (this) {
            case PENDING, RUNNING -> "is " + wire();
            case SUCCEEDED, FAILED -> wire();
            case CANCELED -> "was canceled";
        };
    }

    public boolean isOver() {
        return this != PENDING && this != RUNNING;
    }
}
