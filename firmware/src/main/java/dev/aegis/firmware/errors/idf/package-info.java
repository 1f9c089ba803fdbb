/// The rules for idf.py, ninja, ESP-IDF's Python tools and the build machine itself.
/// Called by `errors.log` through `ErrorRule`.
@NullMarked
package dev.aegis.firmware.errors.idf;

import org.jspecify.annotations.NullMarked;
