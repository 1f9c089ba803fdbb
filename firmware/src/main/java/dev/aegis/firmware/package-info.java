/// What a build yields.
/// Called by `espctl` and `aegis-agent`.
@NullMarked
package dev.aegis.firmware;

import org.jspecify.annotations.NullMarked;
