/// HTTP to the build server: requests with a deadline, event streams that resume, the clock skew, and why a request
/// failed.
/// Called by espctl and by the agent, which decide whether to retry and what to tell a user.
@NullMarked
package dev.aegis.controlclient;

import org.jspecify.annotations.NullMarked;
