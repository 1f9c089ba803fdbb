/// Signaling between the two sides of a job: offer, answer and candidates, and the event stream that delivers them.
/// Called by clients and machines over HTTP.
@NullMarked
package dev.aegis.control.signaling;

import org.jspecify.annotations.NullMarked;
