/// The routes for build machines: enrolment, the long poll for jobs, leases and results.
/// Called by machines over HTTP.
@NullMarked
package dev.aegis.control.agents;

import org.jspecify.annotations.NullMarked;
