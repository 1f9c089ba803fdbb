package dev.aegis.firmware.errors.rule;

/// How close an error is to the root cause. One fault is often reported on several levels: by the parser, by the CMake
/// step that ran the parser, and by ninja.
public enum ErrorRank {
    /// Names what must be changed.
    CAUSE,
    /// Reports a step that failed, perhaps because of a cause elsewhere.
    STEP,
    /// Reports only that something failed.
    CONSEQUENCE,
    /// The final message of a tool, printed whatever the cause was.
    FINAL_MESSAGE,
    /// A warning that may explain a later error; it is not shown alone.
    SUSPICION,
    /// Not an error: the complete message turned out to be harmless.
    NONE
}
