package dev.aegis.espctl.plan;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.control.ControlClient;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.Interruption;
import dev.aegis.espctl.request.ResolvedBuild;
import dev.aegis.espctl.settings.Server;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.control.JobSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks the build server which machines could build the project, in parallel with the scan. Waits only briefly, because
/// a plan is useful without the answer.
final class FleetQuery implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration CLIENT_PATIENCE = Duration.ofMillis(1500);

    private final FutureTask<FleetAvailability> answer;
    private final Thread thread;
    private final long deadline = System.nanoTime() + PATIENCE.toNanos();

    private FleetQuery(FutureTask<FleetAvailability> answer) {
        this.answer = answer;
        // A platform thread, because a DNS lookup pins its thread; a daemon, because the lookup cannot be
        // interrupted.
        this.thread = Thread.ofPlatform().daemon().name("ask-fleet").start(answer);
    }

    static FleetQuery about(ResolvedBuild build, Context context) {
        return new FleetQuery(new FutureTask<>(() -> ask(build, context)));
    }

    FleetAvailability answer() {
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return FleetAvailability.unknown(
                    FleetAvailability.Unknown.NO_ANSWER, "unknown: the build server did not answer in time");
        } catch (InterruptedException stop) {
            throw Interruption.of(stop);
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    private static FleetAvailability ask(ResolvedBuild build, Context context) {
        try {
            Server server = context.servers().choose(build.request().place().server());
            if (server.key() == null) {
                return FleetAvailability.unknown(
                        FleetAvailability.Unknown.NO_KEY, "unknown: there is no access key for " + server.address());
            }
            try (ControlClient control = new ControlClient(server, context.clock(), CLIENT_PATIENCE)) {
                return control.preview(request(build, context))
                        .map(FleetAvailability::of)
                        .orElseGet(() -> FleetAvailability.unknown(
                                FleetAvailability.Unknown.CANNOT_SAY,
                                "unknown: this build server is too old to answer"));
            }
        } catch (IllegalArgumentException refused) {
            return FleetAvailability.unknown(FleetAvailability.Unknown.REFUSED, "unknown: " + refused.getMessage());
        } catch (Failure failure) {
            return FleetAvailability.unknown(why(failure.exit()), "unknown: " + failure.sentence());
        }
    }

    private static FleetAvailability.Unknown why(ExitCode exit) {
        return switch (exit) {
            case NOT_CONFIGURED -> FleetAvailability.Unknown.NOT_CONFIGURED;
            case UNREACHABLE -> FleetAvailability.Unknown.NO_ANSWER;
            default -> FleetAvailability.Unknown.REFUSED;
        };
    }

    private static JobSpec request(ResolvedBuild build, Context context) {
        return new JobSpec(
                List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE),
                build.chip(),
                build.version().value(),
                null,
                build.request().limits().memoryMb(),
                context.projectKey(build.project()).orElse(null),
                null);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
