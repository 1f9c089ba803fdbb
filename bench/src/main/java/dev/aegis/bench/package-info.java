/// Measures what the specification sets targets for, side by side in one run, and prints ratios.
/// Called by `./aegis bench` and by nobody else.
@NullMarked
package dev.aegis.bench;

import org.jspecify.annotations.NullMarked;
