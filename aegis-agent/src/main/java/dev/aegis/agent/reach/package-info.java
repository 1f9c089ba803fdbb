/// The way out to the build server, by outbound HTTPS alone: enrolment, the wait for jobs, leases, and signaling.
/// Started and stopped by `Main`; calls `session` for each job.
@NullMarked
package dev.aegis.agent.reach;

import org.jspecify.annotations.NullMarked;
