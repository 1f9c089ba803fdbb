/// Small honest parts that tests share.
/// Called by tests only.
@NullMarked
package dev.aegis.testkit;

import org.jspecify.annotations.NullMarked;
