package dev.aegis.control.state;

import dev.aegis.control.schedule.Job;
import java.time.Duration;

/// A job that was assigned to a machine.
///
/// @param waited how long the job was in the queue
public record Assignment(Job job, Lease lease, Duration waited) {}
