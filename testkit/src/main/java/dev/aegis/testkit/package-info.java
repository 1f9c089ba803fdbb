/// Parts that the tests of several modules share: example projects, a linker run, a clock that tests move.
/// Called by tests only.
@NullMarked
package dev.aegis.testkit;

import org.jspecify.annotations.NullMarked;
