/// Task records and logs on disk; they survive a kill of this program.
/// Written by `build`, read by `actions`.
@NullMarked
package dev.aegis.espctl.tasks;

import org.jspecify.annotations.NullMarked;
