/// Everything that espctl can do, in one list. Both doors, `command` and `tool`, get it.
@NullMarked
package dev.aegis.espctl.actions;

import org.jspecify.annotations.NullMarked;
