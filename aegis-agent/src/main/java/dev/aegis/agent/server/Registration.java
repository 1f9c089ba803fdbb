package dev.aegis.agent.server;

import dev.aegis.protocol.control.AgentRegistered;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Registers this machine at the start, and again if the build server has forgotten it.
final class Registration {
    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

    private final Enrolment enrolment;
    private final BuildServer server;
    private final Supplier<Capabilities> offer;
    private final LeasedJobs held;
    private final Backoff backoff;
    private volatile Duration lease = Duration.ofSeconds(15);
    private volatile boolean known;

    Registration(
            Enrolment enrolment, BuildServer server, Supplier<Capabilities> offer, LeasedJobs held, Backoff backoff) {
        this.enrolment = enrolment;
        this.server = server;
        this.offer = offer;
        this.held = held;
        this.backoff = backoff;
    }

    String agentId() {
        return enrolment.key().agentId();
    }

    /// Returns the duration of a lease without renewal.
    Duration lease() {
        return lease;
    }

    /// Marks this machine as forgotten by the build server. The polling thread registers it again.
    void forget() {
        known = false;
    }

    /// Registers; retries until the build server answers.
    ///
    /// @throws ServerException if one of the two sides refuses the other
    void insist() throws InterruptedException, ServerException {
        boolean said = false;
        while (!known) {
            switch (attempt()) {
                case Reply.Ok<AgentRegistered> ok -> accept(ok.value());
                case Reply.Refused<AgentRegistered> no -> throw refused(no);
                case Reply.Unavailable<AgentRegistered> away -> {
                    if (!said) {
                        LOG.warn("{}; trying again until it answers", away.reason());
                    }
                    said = true;
                    Thread.sleep(backoff.after(away.retryAfter()));
                }
            }
        }
    }

    /// Registers without a retry.
    void once() throws InterruptedException, ServerException {
        switch (attempt()) {
            case Reply.Ok<AgentRegistered> ok -> accept(ok.value());
            case Reply.Refused<AgentRegistered> no -> throw refused(no);
            case Reply.Unavailable<AgentRegistered> away ->
                throw new ServerException(
                        ServerException.UNREACHABLE, away.reason(), "check CONTROL_BASE_URL and the build server");
        }
    }

    /// Registers again if the build server has forgotten this machine. Retries after a failure, because builds run.
    void renewIfUnknown() throws InterruptedException {
        while (!known) {
            try {
                insist();
            } catch (ServerException refused) {
                LOG.error("{}; {}", refused.getMessage(), refused.hint());
                Thread.sleep(backoff.after(null));
            } catch (StateException unwritable) {
                LOG.error("{}; {}", unwritable.getMessage(), unwritable.hint());
                Thread.sleep(backoff.after(null));
            }
        }
    }

    private Reply<AgentRegistered> attempt() throws InterruptedException, ServerException {
        return server.register(enrolment.registration(offer.get(), held.all()), enrolment.registrationBearer());
    }

    private void accept(AgentRegistered answer) throws ServerException {
        enrolment.accept(answer);
        backoff.reset();
        lease = Duration.ofSeconds(Math.max(3, answer.leaseSecs()));
        known = true;
        LOG.atInfo().addKeyValue("agent_id", agentId()).log("registered with the build server");
    }

    private static ServerException refused(Reply.Refused<AgentRegistered> no) {
        return new ServerException(
                no.code(),
                "the build server refused this machine: " + no.sentence(),
                no.status() == 401 || no.status() == 403
                        ? "compare AGENT_AUTH_SECRET with the build server's"
                        : "compare the versions of this program and of the build server");
    }
}
