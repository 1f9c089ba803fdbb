/// The builds that were started: list, follow, cancel, and collect their firmware. Used by the doors.
@NullMarked
package dev.aegis.espctl.history;

import org.jspecify.annotations.NullMarked;
