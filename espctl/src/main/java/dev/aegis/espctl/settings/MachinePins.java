package dev.aegis.espctl.settings;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The file of known build machines, `~/.config/espctl/machines.json`: for each server the machines seen so far, and
/// the
/// list of trusted machines where an operator gave one. A machine's id is derived from its key, so a known id implies a
/// known key. Without a list, a machine is trusted at first use and its id is shown to the user, who can so notice a
/// server that puts its own machine in the middle. With a list, every other machine is refused.
public final class MachinePins {
    private static final String TRUSTED = "ESPCTL_TRUSTED_MACHINES";

    private final Path file;
    private final Environment environment;
    private final Clock clock;

    public MachinePins(UserDirectories directories, Environment environment, Clock clock) {
        this.file = directories.config().resolve("machines.json");
        this.environment = environment;
        this.clock = clock;
    }

    /// Accepts a machine or refuses it. Call only after its proof was verified.
    ///
    /// @return whether this is its first use at this server
    public synchronized boolean accept(ServerAddress server, String agentId, String publicKey) {
        Pins pins = read();
        Known known = pins.servers().getOrDefault(server.toString(), new Known(List.of(), Map.of()));
        List<String> trusted = environment
                .find(TRUSTED)
                .map(list -> List.of(list.split("\\s*,\\s*")))
                .orElse(known.trusted());
        if (!trusted.isEmpty() && !trusted.contains(agentId)) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "machine_not_trusted",
                    "machine " + agentId + " is not on your list of trusted machines for this build server",
                    "if the operator confirms this id: espctl login --trust-machine " + agentId);
        }
        Pinned before = known.machines().get(agentId);
        if (before != null && !before.publicKey().equals(publicKey)) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "machine_key_changed",
                    "machine " + agentId + " shows another key than at first use",
                    "do not build; ask the operator, and remove it from " + file + " only if the change is explained");
        }
        if (before == null) {
            Map<String, Pinned> more = new LinkedHashMap<>(known.machines());
            more.put(agentId, new Pinned(publicKey, clock.instant().getEpochSecond()));
            write(pins.with(server.toString(), new Known(known.trusted(), more)));
        }
        return before == null;
    }

    /// Adds a machine to the server's list of trusted machines. Once there is a list, all others are refused.
    public synchronized void trust(ServerAddress server, String agentId) {
        Pins pins = read();
        Known known = pins.servers().getOrDefault(server.toString(), new Known(List.of(), Map.of()));
        List<String> more = new ArrayList<>(known.trusted());
        if (!more.contains(agentId)) {
            more.add(agentId);
        }
        write(pins.with(server.toString(), new Known(more, known.machines())));
    }

    /// @throws Failure when the file cannot be read
    public void verify() {
        var _ = read();
    }

    private Pins read() {
        try {
            Optional<byte[]> json = PrivateFiles.read(file);
            return json.isEmpty() ? new Pins(Map.of()) : WireJson.read(json.get(), Pins.class);
        } catch (IOException | WireException broken) {
            throw new Failure(
                    ExitCode.NOT_CONFIGURED,
                    "machine_pins_unreadable",
                    "cannot read " + file + ": "
                            + (broken instanceof IOException unreadable
                                    ? IoReason.of(unreadable)
                                    : broken.getMessage()),
                    "repair the file; if you remove it, espctl trusts every machine at first use again",
                    broken);
        }
    }

    private void write(Pins pins) {
        try {
            PrivateFiles.write(file, WireJson.pretty(pins).getBytes(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.NOT_CONFIGURED,
                    "machine_pins_unwritable",
                    "cannot write " + file + ": " + IoReason.of(broken),
                    "check the owner and the permissions of " + file.getParent(),
                    broken);
        }
    }

    record Pins(Map<String, Known> servers) {
        Pins {
            servers = servers == null ? Map.of() : servers;
        }

        Pins with(String server, Known known) {
            Map<String, Known> more = new LinkedHashMap<>(servers);
            more.put(server, known);
            return new Pins(more);
        }
    }

    /// @param trusted ids that the operator gave; empty for trust at first use
    /// @param machines machines seen so far, by id
    record Known(List<String> trusted, Map<String, Pinned> machines) {
        Known {
            trusted = trusted == null ? List.of() : trusted;
            machines = machines == null ? Map.of() : machines;
        }
    }

    record Pinned(String publicKey, long firstSeen) {}
}
