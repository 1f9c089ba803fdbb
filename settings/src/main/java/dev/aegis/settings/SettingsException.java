package dev.aegis.settings;

/// Settings with which the program cannot start. The message names the setting, its source and the next step.
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
