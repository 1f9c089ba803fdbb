/// Firmware and the files around it: chips, digests, and the exception for an invalid file.
/// Called by `espctl` and by the packages below.
@NullMarked
package dev.aegis.firmware;

import org.jspecify.annotations.NullMarked;
