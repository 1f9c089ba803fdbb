/// What espctl can do, apart from how it was asked and how the answer is shown.
/// Called by `command`, `tool` and `analysis`; each action is one class.
@NullMarked
package dev.aegis.espctl.actions;

import org.jspecify.annotations.NullMarked;
