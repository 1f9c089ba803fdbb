/// Makes programs that other compilers have linked flashable: image, bootloader, partition table, flash bundle.
/// Called by `command` and `tool`, which know `PackElf`, its options and its answer.
@NullMarked
package dev.aegis.espctl.pack;

import org.jspecify.annotations.NullMarked;
