/// The state of a server that runs alone: in memory, bounded, lost when the process ends.
/// Created by `ControlServer`; every other class uses the interfaces of `state`.
@NullMarked
package dev.aegis.control.state.embedded;

import org.jspecify.annotations.NullMarked;
