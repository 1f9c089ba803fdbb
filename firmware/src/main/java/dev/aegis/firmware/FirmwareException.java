package dev.aegis.firmware;

/// A file that a build left is not what it should be. The message names the file's part and the reason.
public final class FirmwareException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /// @param code what a program switches on, such as `image_checksum_wrong`
    /// @param message one sentence for a person
    public FirmwareException(String code, String message) {
        super(message);
        this.code = code;
    }

    public FirmwareException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
