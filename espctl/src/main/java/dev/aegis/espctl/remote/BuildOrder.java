package dev.aegis.espctl.remote;

import dev.aegis.espctl.connect.SessionRequest;
import dev.aegis.espctl.project.BuildFolder;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.project.Snapshot;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.Profile;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that one build is asked for.
///
/// @param taskId made here
/// @param project where the result is put
/// @param snapshot what is built
/// @param projectKey opaque name of the project
/// @param target the chip
/// @param profile `debug` or `release`
/// @param idfVersion absent for the machine's default
/// @param clean remove the machine's `build/` first
/// @param params definitions for CMake, each `NAME=VALUE`
/// @param memoryMb for the build; absent for the server's default
/// @param patience how long to stay in the queue; absent for a sensible bound
/// @param reconnect how long to look for the machine again when the connection breaks
/// @param bundle whether to write `build/flash_bundle.tar.gz` too
/// @param folder where its files go
/// @param setTarget whether the machine begins with `idf.py set-target`
public record BuildOrder(
        String taskId,
        Project project,
        Snapshot snapshot,
        String projectKey,
        String target,
        Profile profile,
        @Nullable String idfVersion,
        boolean clean,
        List<String> params,
        @Nullable Integer memoryMb,
        @Nullable Duration patience,
        Duration reconnect,
        boolean bundle,
        BuildFolder folder,
        boolean setTarget) {
    public BuildOrder {
        params = List.copyOf(params);
    }

    SessionRequest session() {
        return new SessionRequest(
                List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE),
                target,
                idfVersion,
                memoryMb,
                projectKey,
                null,
                patience);
    }

    ClientMessage.Build message() {
        return new ClientMessage.Build(
                taskId,
                projectKey,
                target,
                profile,
                idfVersion,
                params,
                new MachineOptions(clean, setTarget ? true : null));
    }
}
