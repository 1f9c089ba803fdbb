/// The ESP application and bootloader image: header, segments, checksum, appended digest, description.
/// Called by whoever must know whether a `.bin` file is whole, or makes one from a linked program.
@NullMarked
package dev.aegis.firmware.image;

import org.jspecify.annotations.NullMarked;
