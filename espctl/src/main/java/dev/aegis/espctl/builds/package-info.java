/// Building a project on a build machine: once, for several chips, again at each change, or in the
/// background. Used by the doors and by `pack`.
@NullMarked
package dev.aegis.espctl.builds;

import org.jspecify.annotations.NullMarked;
