/// A minimal build server and build machine in this process, so that the whole of espctl can run in a training run for
/// its AOT caches. Used by `AotTraining` only, never in a user's run.
@NullMarked
package dev.aegis.espctl.training;

import org.jspecify.annotations.NullMarked;
