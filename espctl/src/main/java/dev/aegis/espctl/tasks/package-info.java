/// Task records and logs on disk; they survive a kill of this program.
/// Written by `build` and `actions`, read by `analysis` and whoever shows them.
@NullMarked
package dev.aegis.espctl.tasks;

import org.jspecify.annotations.NullMarked;
