package dev.aegis.espctl.control;

import dev.aegis.controlclient.Answer;
import dev.aegis.controlclient.FailureCause;
import dev.aegis.controlclient.RequestFailure;
import dev.aegis.controlclient.ServerConnection;
import dev.aegis.controlclient.SignalingStream;
import dev.aegis.controlclient.StreamPolicy;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.Server;
import dev.aegis.protocol.control.SignalingEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The signaling events of one job. Reconnects for a while when the build server cannot be reached.
public final class JobEvents implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST_FAILURES = 20;

    private final Server server;
    private final SignalingStream events;

    JobEvents(Server server, ServerConnection connection, String jobId) {
        this.server = server;
        this.events = connection.signaling(jobId, () -> server.requireKey().reveal(), new ReconnectForAWhile());
    }

    /// Returns the next event.
    ///
    /// @return null when there was none within `wait`
    /// @throws Failure when the job's events are no longer available
    public @Nullable SignalingEvent next(Duration wait) throws InterruptedException {
        Answer<SignalingEvent> event = events.next(wait);
        return event == null ? null : event.orElseThrow(failure -> ServerFailures.of(server, failure));
    }

    @Override
    public void close() {
        events.close();
    }

    private final class ReconnectForAWhile implements StreamPolicy {
        @Override
        public @Nullable Duration pauseAfter(RequestFailure failure, int failures) {
            return isTemporary(failure.cause()) && failures <= MOST_FAILURES ? PAUSE : null;
        }

        private static boolean isTemporary(FailureCause cause) {
            return switch (cause) {
                case FailureCause.Problem problem -> problem.status() >= 500 || problem.status() == 429;
                case FailureCause.UnexpectedStatus answer -> answer.status() >= 500;
                case FailureCause.BadUrl _,
                        FailureCause.BadKey _,
                        FailureCause.NotOurProtocol _,
                        FailureCause.TooLarge _ -> false;
                case FailureCause.UnknownHost _,
                        FailureCause.Refused _,
                        FailureCause.NoRoute _,
                        FailureCause.BadCertificate _,
                        FailureCause.NoTls _,
                        FailureCause.TlsFailed _,
                        FailureCause.TimedOut _,
                        FailureCause.Stalled _,
                        FailureCause.Broken _ -> true;
            };
        }

        @Override
        public void unreadable(RequestFailure failure) {
            throw ServerFailures.of(server, failure);
        }
    }
}
