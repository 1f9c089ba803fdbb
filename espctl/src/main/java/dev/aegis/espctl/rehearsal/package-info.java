/// The other two sides of one pretended build, so that espctl can be run as a whole where no build
/// server is. Only the entry `Rehearsal` may call it; nothing of it is part of a user's run.
@NullMarked
package dev.aegis.espctl.rehearsal;

import org.jspecify.annotations.NullMarked;
