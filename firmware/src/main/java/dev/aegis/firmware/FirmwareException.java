package dev.aegis.firmware;

/// A file of a build is invalid. The message names the part of the file and the reason.
public final class FirmwareException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /// @param code for programs, such as `image_checksum_wrong`
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
