package dev.aegis.espctl.connect;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.peer.LinkException;
import dev.aegis.protocol.control.Candidate;
import dev.aegis.protocol.control.QueueStatus;
import dev.aegis.protocol.control.SessionDescription;
import dev.aegis.protocol.control.SignalingEvent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The wait from a grant request to a machine's answer: first in the queue, then for the machine. Each part has a
/// limit.
final class AnswerWait {
    /// Limit in the queue while every suitable machine is busy.
    private static final Duration BUSY = Duration.ofMinutes(30);

    /// Limit in the queue while no online machine can run the job. After a restart, one may register again within
    /// seconds.
    private static final Duration NO_MACHINE = Duration.ofSeconds(6);

    /// Limit from the assignment to the machine's answer.
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private static final Duration STEP = Duration.ofMillis(250);

    private final Job job;
    private final SessionRequest request;
    private final int attempt;
    private final ConnectListener listener;
    private final long start;
    private final long began = System.nanoTime();
    private long assignedAt;
    private QueueStatus queue;
    private boolean noMachine;

    /// @param start when the client began to wait, perhaps for an earlier job
    AnswerWait(Job job, SessionRequest request, int attempt, long start, ConnectListener listener) {
        this.job = job;
        this.request = request;
        this.attempt = attempt;
        this.start = start;
        this.listener = listener;
        this.queue = job.answer().queue();
        this.noMachine = job.answer().candidates().isEmpty();
        this.assignedAt = job.isAssigned() ? began : 0;
    }

    /// Returns the machine's answer.
    ///
    /// @param early receives the candidates that arrive before the answer
    SessionDescription await(List<Candidate> early) throws LinkException, InterruptedException {
        if (queue.position() > 0 && assignedAt == 0) {
            listener.on(new ConnectEvent.Queued(queue));
        }
        while (true) {
            SignalingEvent event = job.events().next(STEP);
            if (event == null) {
                checkTime();
                continue;
            }
            job.note(event);
            SessionDescription answer = take(event, early);
            if (answer != null) {
                return answer;
            }
        }
    }

    private @Nullable SessionDescription take(SignalingEvent event, List<Candidate> early) throws LinkException {
        switch (event) {
            case SignalingEvent.Queue changed -> queueChanged(changed.queue());
            case SignalingEvent.Assigned assigned -> {
                assignedAt = System.nanoTime();
                listener.on(new ConnectEvent.Assigned(assigned.agentId()));
            }
            case SignalingEvent.Trickled trickled -> {
                if (trickled.candidate().attempt() == attempt) {
                    early.add(trickled.candidate());
                }
            }
            case SignalingEvent.Answered answered -> {
                if (answered.answer().attempt() == attempt) {
                    return answered.answer();
                }
            }
            case SignalingEvent.Ended ended -> throw ended(ended);
            case SignalingEvent.Offered ignored -> {}
        }
        return null;
    }

    private void queueChanged(QueueStatus changed) {
        if (changed.position() > 0 && assignedAt == 0 && !changed.equals(queue)) {
            listener.on(new ConnectEvent.Queued(changed));
        }
        queue = changed;
        // The server gives an estimate only when an online machine can run this job.
        noMachine = noMachine && changed.position() > 0 && changed.estimatedWaitSecs() == null;
    }

    private void checkTime() throws LinkException {
        long now = System.nanoTime();
        if (assignedAt != 0) {
            Duration bound = answerBound();
            if (now - assignedAt > bound.toNanos()) {
                throw new LinkException(
                        "no_answer", "the machine took the job and did not answer within " + bound.toSeconds() + " s");
            }
            return;
        }
        Duration bound = request.patience() != null ? request.patience() : noMachine ? NO_MACHINE : BUSY;
        // A machine registers again within seconds after a restart of the server, so this wait begins with the job.
        if (now - (request.patience() == null && noMachine ? began : start) > bound.toNanos()) {
            throw waitedEnough(bound);
        }
    }

    private Duration answerBound() {
        Duration patience = request.patience();
        boolean shorter = request.agentId() != null && patience != null && patience.compareTo(ANSWER) < 0;
        return shorter && patience != null ? patience : ANSWER;
    }

    private Failure waitedEnough(Duration bound) {
        String reason = queue.reason() == null ? "no machine took the job" : queue.reason();
        return noMachine
                ? noMachine(reason)
                : new Failure(
                        ExitCode.NO_MACHINE,
                        "queue_wait_over",
                        "still in the queue after " + bound.toSeconds() + " s: " + reason,
                        "try again later, or wait longer with --wait SECS");
    }

    static Failure noMachine(String reason) {
        return new Failure(
                ExitCode.NO_MACHINE,
                "no_machine",
                reason,
                "run: espctl doctor (what the online machines can build), or wait for one with --wait SECS");
    }

    private RuntimeException ended(SignalingEvent.Ended ended) throws LinkException {
        String reason = ended.reason() == null ? "the job ended as " + ended.outcome() : ended.reason();
        String code = ended.code() == null ? "job_" + ended.outcome() : ended.code();
        if (ended.outcome().equals("refused") && !code.equals("never_connected")) {
            return new Failure(
                    ExitCode.REFUSED,
                    code,
                    "the build machine refused: " + reason,
                    code.contains("expired") || code.contains("not_yet")
                            ? "set the clocks of this computer, the build server and the build machine by NTP"
                            : "try again; if it fails again, tell the operator of the build server");
        }
        throw new LinkException(code, reason);
    }
}
