/// Ratios, measured side by side in one run.
/// Run by `./aegis bench`.
@NullMarked
package dev.aegis.bench;

import org.jspecify.annotations.NullMarked;
