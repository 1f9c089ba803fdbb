/// Removes from lines of logs and serial output what programs that passed them on have added.
/// Called by the readers of build logs, panics and sizes.
@NullMarked
package dev.aegis.firmware.text;

import org.jspecify.annotations.NullMarked;
