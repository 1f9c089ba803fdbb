package dev.aegis.settings;

/// A value that its type does not allow. The message continues a sentence that begins with the setting's name, and
/// never contains the value of a secret.
public final class InvalidValueException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidValueException(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
