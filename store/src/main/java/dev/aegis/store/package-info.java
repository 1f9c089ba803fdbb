/// What a build needs on disk.
/// Called by `aegis-agent`.
@NullMarked
package dev.aegis.store;

import org.jspecify.annotations.NullMarked;
