package dev.aegis.espctl.request;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.control.ControlClient;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.ChipNames;
import dev.aegis.espctl.project.Choice;
import dev.aegis.espctl.project.IdfReleases;
import dev.aegis.espctl.settings.Server;
import dev.aegis.protocol.control.Versions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The check of chips and ESP-IDF versions. ESP-IDF's own names are accepted without a question. Another name is
/// accepted if a machine online offers it; the build server is asked once, and briefly.
public final class OfferedNames {
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final Context context;
    private final @Nullable String remote;
    private @Nullable List<Versions.Offered> offers;

    /// @param remote the build server that the user named
    public OfferedNames(Context context, @Nullable String remote) {
        this.context = context;
        this.remote = remote;
    }

    /// @throws Failure `target_unknown` if neither ESP-IDF nor a machine has this chip
    public Choice chip(Choice chosen) {
        String name = chosen.value();
        if (name != null && !ChipNames.isKnown(name)) {
            Set<String> offered = new TreeSet<>();
            offers().forEach(offer -> offered.addAll(offer.targets()));
            if (!ChipNames.mayExist(name) || !offered.contains(name)) {
                throw ChipNames.unknown(name, chosen.decidedBy(), offered);
            }
        }
        return chosen;
    }

    /// @throws Failure `idf_version_wrong` if neither ESP-IDF nor a machine has this version
    public Choice version(Choice chosen) {
        String name = chosen.value();
        if (name != null && !IdfReleases.isKnown(name)) {
            Set<String> offered = new TreeSet<>();
            offers().forEach(offer -> offered.add(offer.version()));
            if (!offered.contains(name)) {
                throw IdfReleases.unknown(name, chosen.decidedBy(), offered);
            }
        }
        return chosen;
    }

    /// Returns nothing without a build server, a key, or an answer in time.
    private List<Versions.Offered> offers() {
        List<Versions.Offered> known = offers;
        if (known == null) {
            known = ask();
            offers = known;
        }
        return known;
    }

    private List<Versions.Offered> ask() {
        try {
            Server server = context.servers().choose(remote);
            if (server.key() == null) {
                return List.of();
            }
            try (ControlClient control = new ControlClient(server, context.clock(), PATIENCE)) {
                return control.versions().versions();
            }
        } catch (Failure unknown) {
            return List.of();
        }
    }
}
