/// Answers before a build: what would be sent, which machines could build it, what cleaning would remove,
/// which versions there are. Used by the doors.
@NullMarked
package dev.aegis.espctl.plan;

import org.jspecify.annotations.NullMarked;
