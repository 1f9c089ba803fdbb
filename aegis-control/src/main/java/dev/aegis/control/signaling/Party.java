package dev.aegis.control.signaling;

import dev.aegis.control.caller.Caller;
import dev.aegis.control.http.ProblemCode;
import dev.aegis.control.http.ProblemException;
import dev.aegis.control.state.JobStatus;
import dev.aegis.control.state.Jobs;
import dev.aegis.control.state.Side;

/// One of the two sides of a job, with its right to be there already shown.
record Party(JobStatus known, Side side, Caller.Identity caller) {
    String jobId() {
        return known.job().jobId();
    }

    void mustBe(Side expected, String sentence) {
        if (side != expected) {
            throw ProblemException.of(ProblemCode.NOT_ALLOWED, sentence);
        }
    }

    /// What a machine does for a job keeps its lease.
    void signOfLife(Jobs jobs, boolean answered) {
        if (caller instanceof Caller.EnrolledMachine machine
                && jobs.touch(jobId(), machine.agentId(), answered).isEmpty()) {
            throw leaseLost();
        }
    }

    static ProblemException leaseLost() {
        return ProblemException.of(
                ProblemCode.LEASE_LOST,
                "this machine does not hold the job any more",
                "end the session; somebody else may have the job now");
    }
}
