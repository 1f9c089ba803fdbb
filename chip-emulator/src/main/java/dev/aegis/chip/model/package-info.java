/// The facts that distinguish the chips: memory map, flash MMU, register addresses, reset values, ROM banner.
/// Read by the rest of `dev.aegis.chip`; taken from the chips' public register and linker descriptions.
@NullMarked
package dev.aegis.chip.model;

import org.jspecify.annotations.NullMarked;
