/// A reader for the symbols of C++ and Rust functions, which gives their names as in the source.
/// Called by `trace`; it needs no toolchain.
@NullMarked
package dev.aegis.firmware.cxx;

import org.jspecify.annotations.NullMarked;
