/// Measures performance against the targets of the specification, and prints ratios within one run. Only
/// `./aegis bench` calls this package.
@NullMarked
package dev.aegis.bench;

import org.jspecify.annotations.NullMarked;
