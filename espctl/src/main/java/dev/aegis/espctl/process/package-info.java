/// espctl as a process: its signals, and how it starts itself again. Used by `actions`, `builds` and `pack`.
@NullMarked
package dev.aegis.espctl.process;

import org.jspecify.annotations.NullMarked;
