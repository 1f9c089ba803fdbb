/// The partition table as it lies in flash, and as people write it.
/// Called by whoever must know where an image may be written, and how large it may be.
@NullMarked
package dev.aegis.firmware.partitions;

import org.jspecify.annotations.NullMarked;
