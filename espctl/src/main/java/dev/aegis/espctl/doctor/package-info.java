/// What `espctl doctor` looks at: everything that a build needs, one class for each kind of trouble.
/// Called by `command` and `tool`, which know `Doctor` and its `Diagnosis` alone.
@NullMarked
package dev.aegis.espctl.doctor;

import org.jspecify.annotations.NullMarked;
