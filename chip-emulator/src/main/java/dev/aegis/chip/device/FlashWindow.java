package dev.aegis.chip.device;

import dev.aegis.chip.memory.MemoryView;

/// A stretch of addresses in which the cache shows flash.
///
/// @param base its first address
/// @param bus what the core may do there
/// @param shutBit number of the bit that shuts the bus
public record FlashWindow(int base, MemoryView.Bus bus, int shutBit) {}
