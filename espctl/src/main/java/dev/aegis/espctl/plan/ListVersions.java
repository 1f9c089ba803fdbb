package dev.aegis.espctl.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.control.ControlClient;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.settings.Server;
import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.control.Versions;
import dev.aegis.store.Store;
import dev.aegis.store.StoreEntry;
import dev.aegis.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lists the ESP-IDF versions in a store on this computer, or on the build machines that are online.
public final class ListVersions {
    private static final String STORE = "ESPCTL_STORE_ROOT";

    private final Context context;

    public ListVersions(Context context) {
        this.context = context;
    }

    /// @param storeRoot the local store; null if the build server answered
    public record Offer(@Nullable String storeRoot, List<Version> versions) {}

    /// @param path the ESP-IDF tree; null for build machines
    /// @param isDefault null if each machine decides
    /// @param machines the number of online machines with this version; null for a local store
    /// @param tools the toolchains, each as `name version`
    public record Version(
            String version,
            @Nullable String path,
            @Nullable String commitHash,
            @JsonProperty("default") @Nullable Boolean isDefault,
            List<String> targets,
            @Nullable Integer machines,
            List<String> tools) {}

    /// @throws Failure `cannot find store at <path>` with the reason
    public Optional<Store> store() {
        try {
            return context.environment().find(STORE).map(root -> Store.open(Path.of(root)));
        } catch (StoreException wrong) {
            throw new Failure(
                    ExitCode.NOT_CONFIGURED,
                    wrong.code(),
                    String.valueOf(wrong.getMessage()),
                    "correct " + STORE + ", or unset it to use the build server's versions",
                    wrong);
        }
    }

    /// Returns the text of `manifest.json` in the store on this computer.
    public String manifest() {
        Store store = store().orElseThrow(() -> new Failure(
                ExitCode.NOT_CONFIGURED,
                "store_missing",
                "there is no store on this computer: " + STORE + " is not set",
                "log in, then: espctl idf versions lists those of the build machines"));
        Path file = store.root().resolve("manifest.json");
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            throw new Failure(
                    ExitCode.NOT_CONFIGURED,
                    "store_unreadable",
                    "cannot read " + file + ": " + IoReason.of(gone),
                    "make it readable",
                    gone);
        }
    }

    public Offer run() {
        return store().map(ListVersions::ofStore).orElseGet(this::ofServer);
    }

    private static Offer ofStore(Store store) {
        List<String> chosen = store.offered().stream()
                .filter(version -> version.isDefault())
                .map(version -> version.version())
                .toList();
        return new Offer(
                store.root().toString(),
                store.versions().stream()
                        .map(entry -> version(store, entry, chosen.contains(entry.version())))
                        .toList());
    }

    private static Version version(Store store, StoreEntry entry, boolean isDefault) {
        return new Version(
                entry.version(),
                store.root().resolve(entry.path()).toString(),
                entry.commitHash(),
                isDefault,
                entry.targets(),
                null,
                entry.tools().stream()
                        .map(tool -> tool.name() + " " + tool.version())
                        .toList());
    }

    private Offer ofServer() {
        Server server = context.servers().choose(null);
        server.requireKey();
        try (ControlClient control = new ControlClient(server, context.clock())) {
            return new Offer(
                    null,
                    control.versions().versions().stream()
                            .map(ListVersions::version)
                            .toList());
        }
    }

    private static Version version(Versions.Offered offered) {
        return new Version(offered.version(), null, null, null, offered.targets(), offered.machines(), List.of());
    }
}
