package dev.aegis.settings;

/// The program cannot start with these settings. The message names the setting, where it was read and
/// what to write.
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
