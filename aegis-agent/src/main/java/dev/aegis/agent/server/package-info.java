/// The way out to the build server, by outbound HTTPS alone: enrolment, the wait for jobs, leases, and signaling.
/// Started and stopped by `Main`; calls `session` for each job.
@NullMarked
package dev.aegis.agent.server;

import org.jspecify.annotations.NullMarked;
