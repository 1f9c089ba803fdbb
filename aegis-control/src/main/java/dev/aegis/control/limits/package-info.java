/// Limits per caller: rates of requests and numbers of open event streams.
/// Called by the features and by `caller`.
@NullMarked
package dev.aegis.control.limits;

import org.jspecify.annotations.NullMarked;
