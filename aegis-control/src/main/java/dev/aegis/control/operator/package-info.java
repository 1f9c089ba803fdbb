/// What the operator watches.
/// Called by a metrics collector over HTTP.
@NullMarked
package dev.aegis.control.operator;

import org.jspecify.annotations.NullMarked;
