package dev.aegis.control.signaling;

import dev.aegis.control.caller.Caller;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.ProblemException;
import dev.aegis.control.state.JobStatus;
import dev.aegis.control.state.Jobs;
import dev.aegis.control.state.Side;

/// One of the two sides of a job, already authorized.
record Party(JobStatus known, Side side, Caller.Identity caller) {
    String jobId() {
        return known.job().jobId();
    }

    void mustBe(Side expected, String sentence) {
        if (side != expected) {
            throw ProblemException.of(ProblemCode.NOT_ALLOWED, sentence);
        }
    }

    /// Renews the lease when the sender is the machine.
    void renewLease(Jobs jobs, boolean answered) {
        if (caller instanceof Caller.EnrolledMachine machine
                && jobs.touch(jobId(), machine.agentId(), answered).isEmpty()) {
            throw leaseLost();
        }
    }

    static ProblemException leaseLost() {
        return ProblemException.of(
                ProblemCode.LEASE_LOST,
                "this machine no longer holds the job",
                "end the session; another machine may hold the job now");
    }
}
