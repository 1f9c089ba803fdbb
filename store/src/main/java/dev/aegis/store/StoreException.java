package dev.aegis.store;

/// The store cannot do what was asked. The message is one sentence for the operator, the hint what to
/// do next.
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

    /// What a program switches on: `store_missing`, `store_unreadable`, `manifest_corrupt`,
    /// `version_missing`, `tree_damaged`, `install_failed`, `bad_entry`.
    public String code() {
        return code;
    }

    public String hint() {
        return hint;
    }
}
