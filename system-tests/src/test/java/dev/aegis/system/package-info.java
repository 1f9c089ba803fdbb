/// Tests of the whole product: each program runs in its own process, with a real link, sandbox and compiler. Only tests
/// use this package.
@NullMarked
package dev.aegis.system;

import org.jspecify.annotations.NullMarked;
