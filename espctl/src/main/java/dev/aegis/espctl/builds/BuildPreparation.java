package dev.aegis.espctl.builds;

import dev.aegis.espctl.connect.Connector;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.control.ControlClient;
import dev.aegis.espctl.failure.AsyncFailure;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.Interruption;
import dev.aegis.espctl.settings.Server;
import dev.aegis.espctl.settings.ServerAddress;
import dev.aegis.peer.Certificates;
import dev.aegis.peer.DtlsCertificate;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerEngine;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The parts of a connection that do not depend on the project: build server, client, certificate, WebRTC. Each is made
/// on its own thread while the project is scanned; its failure is thrown when the part is requested.
final class BuildPreparation implements AutoCloseable {
    private final Context context;
    private final ExecutorService threads;
    private final Future<Server> server;
    private final Future<ControlClient> control;
    private final Future<PeerEngine> engine;
    private final Future<DtlsCertificate> certificate;
    private final AtomicBoolean taken = new AtomicBoolean();

    /// @param remote the build server that the user named
    BuildPreparation(Context context, @Nullable String remote, Function<ServerAddress, PeerEngine> engines) {
        this.context = context;
        // Platform threads, because this is computing and loading and not waiting.
        threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("preparation-", 0).factory());
        certificate = threads.submit(() -> Certificates.create(context.clock()));
        server = threads.submit(() -> context.servers().choose(remote));
        control = threads.submit(() -> new ControlClient(server.get(), context.clock()));
        engine = threads.submit(() -> prepared(engines.apply(server.get().address())));
    }

    private static PeerEngine prepared(PeerEngine engine) {
        try {
            engine.prepare();
        } catch (LinkException unusable) {
            // Opening a link reports it.
        }
        return engine;
    }

    /// @throws Failure when none is configured
    Server server() {
        return made(server);
    }

    Connector connector() {
        return new Connector(
                made(control), made(engine), context.pins(), context.clock(), context.clientName(), unused());
    }

    /// Each job has a certificate of its own; the first one is made ahead of time.
    private @Nullable DtlsCertificate unused() {
        return taken.compareAndSet(false, true) ? made(certificate) : null;
    }

    private static <T> T made(Future<T> part) {
        try {
            return part.get();
        } catch (InterruptedException stop) {
            throw Interruption.of(stop);
        } catch (ExecutionException failed) {
            throw AsyncFailure.of(failed);
        }
    }

    /// Waits for parts that are still being made, and closes them.
    @Override
    public void close() {
        threads.close();
        if (engine.state() == Future.State.SUCCESS) {
            engine.resultNow().close();
        }
        if (control.state() == Future.State.SUCCESS) {
            control.resultNow().close();
        }
    }
}
