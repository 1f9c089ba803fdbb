package dev.aegis.espctl.doctor;

import dev.aegis.espctl.failure.AsyncFailure;
import dev.aegis.espctl.failure.Interruption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Runs blocking calls in parallel and waits for their results until a common deadline.
final class ParallelCalls implements AutoCloseable {
    private final ExecutorService threads;
    private final long deadline;

    /// @param patience the time limit for all calls together
    ParallelCalls(Duration patience) {
        // Platform threads, because a DNS lookup pins its thread.
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("doctor-", 0).factory());
        deadline = System.nanoTime() + patience.toNanos();
    }

    <T> Asked<T> ask(Supplier<T> question) {
        return new Asked<>(threads.submit(question::get), deadline);
    }

    /// @param patience the time limit for this call
    <T> Asked<T> ask(Duration patience, Supplier<T> question) {
        return new Asked<>(threads.submit(question::get), Math.min(deadline, System.nanoTime() + patience.toNanos()));
    }

    /// @param <T> the type of the result
    record Asked<T>(Future<T> answer, long deadline) {
        /// @return nothing if the call did not end in time
        Optional<T> inTime() {
            try {
                return Optional.of(answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (TimeoutException late) {
                return Optional.empty();
            } catch (InterruptedException stop) {
                throw Interruption.of(stop);
            } catch (ExecutionException failed) {
                throw AsyncFailure.of(failed);
            }
        }
    }

    /// Does not wait for running calls, because a DNS lookup cannot be interrupted. The threads are daemons.
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
