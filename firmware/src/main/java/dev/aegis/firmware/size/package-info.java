/// The size of a firmware, from the linker map or from any output of `idf.py size`, and the difference of two builds.
/// Called by `espctl` for sizes and by `errors.linker` for a memory that is too small.
@NullMarked
package dev.aegis.firmware.size;

import org.jspecify.annotations.NullMarked;
