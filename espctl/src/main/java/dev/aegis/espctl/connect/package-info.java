/// From a grant to open channels with a build machine whose identity was verified.
/// Called by `build`, and by `actions`, which make ready what it needs.
@NullMarked
package dev.aegis.espctl.connect;

import org.jspecify.annotations.NullMarked;
