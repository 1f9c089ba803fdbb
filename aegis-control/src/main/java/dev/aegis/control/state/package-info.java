/// The contract of everything that the build server must remember: interfaces of meaningful operations and their
/// results. Called by the features; `ControlServer` chooses the implementation, whose classes nothing else names.
@NullMarked
package dev.aegis.control.state;

import org.jspecify.annotations.NullMarked;
