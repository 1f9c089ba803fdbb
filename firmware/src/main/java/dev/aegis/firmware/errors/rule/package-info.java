/// The contract of a rule, and the small parts that several rules share.
/// The rule packages beside it implement and use it; `errors.log` calls the rules.
@NullMarked
package dev.aegis.firmware.errors.rule;

import org.jspecify.annotations.NullMarked;
