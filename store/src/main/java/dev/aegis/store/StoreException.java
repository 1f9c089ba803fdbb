package dev.aegis.store;

/// A failure of the store. The message names the thing and the reason, the hint the next step.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String hint;

    StoreException(String code, String message, String hint) {
        super(message);
        this.code = code;
        this.hint = hint;
    }

    StoreException(String code, String message, String hint, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.hint = hint;
    }

    /// The code that a program compares: `store_missing`, `store_unreadable`, `manifest_corrupt`,
    /// `version_missing`, `lock_failed`, `install_failed`, `bad_entry`.
    public String code() {
        return code;
    }

    public String hint() {
        return hint;
    }
}
