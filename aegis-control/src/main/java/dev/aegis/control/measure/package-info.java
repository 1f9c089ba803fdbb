/// The figures that the build server counts of itself.
/// Called by the features that count; read by `operator`.
@NullMarked
package dev.aegis.control.measure;

import org.jspecify.annotations.NullMarked;
