/// `espctl doctor`: checks everything that a build needs, one class for each subject.
/// Used by `actions`, `command`, `tool` and `inspect`, through `Doctor` and `Diagnosis`.
@NullMarked
package dev.aegis.espctl.doctor;

import org.jspecify.annotations.NullMarked;
