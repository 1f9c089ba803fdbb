/// The few errors that matter in the log of a failed build, found by small rules while the lines stream past.
/// Called by `espctl`, which feeds it lines and shows its findings.
@NullMarked
package dev.aegis.firmware.errors;

import org.jspecify.annotations.NullMarked;
