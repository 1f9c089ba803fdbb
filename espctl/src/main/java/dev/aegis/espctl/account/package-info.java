/// Logging in to a build server, and out. Used by the doors.
@NullMarked
package dev.aegis.espctl.account;

import org.jspecify.annotations.NullMarked;
