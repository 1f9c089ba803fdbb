/// How much one caller may ask for: rates of requests and numbers of open event streams.
/// Called by the features and by `caller`.
@NullMarked
package dev.aegis.control.limits;

import org.jspecify.annotations.NullMarked;
