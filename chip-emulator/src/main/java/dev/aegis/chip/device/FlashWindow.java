package dev.aegis.chip.device;

import dev.aegis.chip.memory.MemoryView;

/// A range of addresses in which the cache maps flash.
///
/// @param base its first address
/// @param bus the accesses that the core may make there
/// @param shutBit number of the bit that shuts the bus
public record FlashWindow(int base, MemoryView.Bus bus, int shutBit) {}
