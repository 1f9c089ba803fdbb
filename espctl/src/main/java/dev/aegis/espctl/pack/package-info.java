/// Firmware from programs that other compilers linked: image, bootloader, partition table, flash bundle.
/// Used by `actions`, `command` and `tool`, through `PackElf`, its options and its answer.
@NullMarked
package dev.aegis.espctl.pack;

import org.jspecify.annotations.NullMarked;
