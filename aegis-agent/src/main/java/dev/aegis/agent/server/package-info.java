/// The machine's connection to the build server, outbound HTTPS only: enrolment, polling for jobs, leases and
/// signaling. Created, started and stopped by `BuildMachine`, and by `Main` to enrol; calls `session` for each job.
@NullMarked
package dev.aegis.agent.server;

import org.jspecify.annotations.NullMarked;
