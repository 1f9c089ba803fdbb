/// Reader and writer for ESP application and bootloader images: header, segments, checksum, appended digest,
/// description. Called by `bundle` to check images and by `espctl` to make one from a linked program.
@NullMarked
package dev.aegis.firmware.image;

import org.jspecify.annotations.NullMarked;
