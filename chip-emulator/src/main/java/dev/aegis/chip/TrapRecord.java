package dev.aegis.chip;

/// An exception that the program's handler received.
///
/// @param cause as `mcause` encodes it
/// @param value of `mtval`
public record TrapRecord(int pc, int cause, int value, String reason) {
    @Override
    public String toString() {
        return "trap at pc 0x%08x: %s (mcause %d, mtval 0x%08x)".formatted(pc, reason, cause, value);
    }
}
