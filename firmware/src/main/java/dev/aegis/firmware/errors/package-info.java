/// The errors of a failed build as data: one error, its category, and the report of a whole log.
/// Made by `errors.log`; `espctl` shows and stores them.
@NullMarked
package dev.aegis.firmware.errors;

import org.jspecify.annotations.NullMarked;
