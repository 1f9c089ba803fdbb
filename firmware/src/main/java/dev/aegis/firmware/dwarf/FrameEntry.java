package dev.aegis.firmware.dwarf;

/// The frame description of one function.
///
/// @param from the function's first address
/// @param to the first address after it
/// @param program where its instructions begin in the section
/// @param end where they end
record FrameEntry(Common common, long from, long to, int program, int end) {
    /// The part that many functions share.
    ///
    /// @param program where its instructions begin in the section
    /// @param end where they end
    /// @param encoding of the addresses in the functions' descriptions (`.eh_frame` only)
    /// @param augmented whether each description has more data behind its addresses
    record Common(
            int program,
            int end,
            long codeUnit,
            long dataUnit,
            int returnRegister,
            int encoding,
            boolean augmented,
            boolean signal) {}
}
