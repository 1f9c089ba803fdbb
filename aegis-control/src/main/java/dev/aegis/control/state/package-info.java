/// Everything that the build server must remember, behind one interface of meaningful operations.
/// Called by the features; an implementation is chosen once, in `ControlServer`.
@NullMarked
package dev.aegis.control.state;

import org.jspecify.annotations.NullMarked;
