package dev.aegis.espctl.doctor;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.control.ControlClient;
import dev.aegis.espctl.doctor.ParallelCalls.Asked;
import dev.aegis.espctl.failure.Count;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.plan.ListVersions;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.settings.Server;
import dev.aegis.protocol.control.Preview;
import dev.aegis.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Checks everything that a build needs, in parallel, and reports each failure with a fix, in the order in which a
/// build depends on it.
public final class Doctor {
    /// The time limit for all checks together.
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    /// Less than 5 s, so that a server that does not answer is reported within 5 s.
    private static final Duration SERVER_PATIENCE = Duration.ofSeconds(4);

    private static final List<Topic> NEED_A_SERVER =
            List.of(Topic.CONTROL_PLANE, Topic.CLOCK, Topic.ACCESS_KEY, Topic.IDF_VERSION, Topic.MACHINES, Topic.RELAY);

    private static final Set<String> BAD_ADDRESS = Set.of("server_url_wrong", "server_is_ssh_host", "server_insecure");

    private final Context context;
    private final List<String> espctl;
    private final List<String> nativeTrial;

    /// @param espctl the command that starts espctl
    /// @param nativeTrial the command that tests the native library, see [NativeLibraryCheck]
    public Doctor(Context context, List<String> espctl, List<String> nativeTrial) {
        this.context = context;
        this.espctl = List.copyOf(espctl);
        this.nativeTrial = List.copyOf(nativeTrial);
    }

    /// @param folder the project; null for the working folder
    public Diagnosis run(@Nullable Path folder, @Nullable String target, @Nullable String remote) {
        try (ParallelCalls inquiry = new ParallelCalls(PATIENCE)) {
            Map<Topic, Asked<Check>> checks = new EnumMap<>(Topic.class);
            DoctorRun round = new DoctorRun(inquiry, checks);
            round.ask(
                    Topic.NATIVE_LIBRARY,
                    () -> new NativeLibraryCheck(
                                    nativeTrial, context.directories().cache())
                            .look());
            ProjectCheck.Seen project = new ProjectCheck(context, folder, target).look();
            round.ask(Topic.PROJECT, project::check);
            Server server = server(remote, round);
            here(round, project.project(), server);
            if (server == null) {
                return round.diagnosis();
            }
            try (ControlClient control = new ControlClient(server, context.clock(), SERVER_PATIENCE)) {
                there(round, control, project.wanted());
                return round.diagnosis();
            }
        }
    }

    /// Runs the checks that need no server.
    private void here(DoctorRun round, @Nullable Project project, @Nullable Server server) {
        round.ask(Topic.ENVIRONMENT, () -> new EnvironmentCheck(context.environment()).look(server, project));
        round.ask(Topic.CREDENTIALS, () -> new CredentialsCheck(context).look());
        round.ask(Topic.STATE, () -> state(project));
        round.ask(Topic.STORE, this::store);
        round.ask(Topic.MCP_CLIENTS, () -> clients(project));
    }

    private void there(DoctorRun round, ControlClient control, WantedBuild wanted) {
        ServerChecks server = new ServerChecks(control, context.environment(), context.clock(), round.inquiry());
        FleetChecks fleet = new FleetChecks(control, wanted, round.inquiry());
        round.ask(Topic.CONTROL_PLANE, server::controlPlane);
        round.ask(Topic.CLOCK, server::silence, new ClockCheck(control.skew())::look);
        round.ask(Topic.ACCESS_KEY, server::silence, server::accessKey);
        Supplier<Optional<String>> asStranger = () -> server.silence().or(server::strangeness);
        round.ask(Topic.IDF_VERSION, asStranger, fleet::version);
        round.ask(Topic.MACHINES, asStranger, fleet::machines);
        round.ask(Topic.RELAY, asStranger, () -> relay(round.inquiry(), fleet, control.server()));
    }

    private Check relay(ParallelCalls inquiry, FleetChecks fleet, Server server) {
        Optional<Preview> preview;
        try {
            preview = fleet.preview();
        } catch (Failure told) {
            return Check.skipped(Topic.RELAY, "the build server did not list its relays");
        }
        if (preview.isEmpty()) {
            return Check.skipped(Topic.RELAY, "this build server is too old to list them; a build shows its path");
        }
        return new RelayCheck(
                        inquiry, server.address().isLoopback(), preview.get().serverTime())
                .look(preview.get().iceServers());
    }

    private @Nullable Server server(@Nullable String remote, DoctorRun round) {
        try {
            Server server = context.servers().choose(remote);
            String from = server.addressFrom();
            round.ask(
                    Topic.SETTINGS,
                    () -> context.servers().written(remote).endsWith("/")
                            ? Check.warning(
                                    Topic.SETTINGS,
                                    "server_url_slash",
                                    "the server address (" + from + ") ends with a slash, which is ignored",
                                    "write " + server.address())
                            : Check.ok(
                                    Topic.SETTINGS,
                                    server.address() + " (" + from + "), "
                                            + (server.key() == null ? "no key" : "key from " + server.keyFrom())));
            return server;
        } catch (Failure wrong) {
            unusable(wrong, round);
            return null;
        }
    }

    private static void unusable(Failure wrong, DoctorRun round) {
        boolean address = BAD_ADDRESS.contains(wrong.code());
        String why = address ? "the address of the build server is wrong" : "no build server is known";
        Topic cause = address ? Topic.CONTROL_PLANE : Topic.SETTINGS;
        round.skip(Topic.SETTINGS, why);
        NEED_A_SERVER.forEach(topic -> round.skip(topic, why));
        round.ask(cause, () -> Check.error(cause, wrong));
    }

    private Check state(@Nullable Project project) {
        try {
            return new StateCheck(context.directories()).look(project == null ? null : project.root());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Check store() {
        Optional<Store> store = new ListVersions(context).store();
        return store.map(found -> Check.ok(
                        Topic.STORE,
                        found.root() + " holds " + Count.of(found.versions().size(), "ESP-IDF version")))
                .orElseGet(() -> Check.skipped(
                        Topic.STORE, "ESPCTL_STORE_ROOT is not set; build machines have stores of their own"));
    }

    private Check clients(@Nullable Project project) {
        Path home = Path.of(context.environment().find("HOME").orElse(System.getProperty("user.home")));
        Path here = project == null ? context.workingFolder() : project.root();
        return new ClientsCheck(context.environment(), home, here, espctl).look();
    }
}
