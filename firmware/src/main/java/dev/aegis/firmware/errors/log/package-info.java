/// Reads a build log line by line and lets the rules find its errors.
/// Called by `espctl`, for builds as they run and for logs from elsewhere.
@NullMarked
package dev.aegis.firmware.errors.log;

import org.jspecify.annotations.NullMarked;
