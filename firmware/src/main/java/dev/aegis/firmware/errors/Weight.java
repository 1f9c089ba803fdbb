package dev.aegis.firmware.errors;

/// How near to the root of the trouble a finding is. One fault often speaks on several levels: the parser's own error,
/// then the CMake step that ran the parser, then ninja.
enum Weight {
    /// Names what to mend.
    CAUSE,
    /// Reports a step that broke, perhaps because of a cause elsewhere.
    STEP,
    /// Only says that something broke.
    CONSEQUENCE,
    /// The last a tool says before it ends, whatever the reason was.
    LAST_WORDS,
    /// A warning that may explain an error which comes later; means nothing alone.
    SUSPICION,
    /// Looked like a finding and is none.
    NOTHING
}
