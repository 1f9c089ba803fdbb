/// Task records, logs and kept files on disk; they survive a kill of this program.
/// Written by `builds`, `remote`, `pack` and `history`; read by `inspect`, `tool` and `output` too.
@NullMarked
package dev.aegis.espctl.tasks;

import org.jspecify.annotations.NullMarked;
