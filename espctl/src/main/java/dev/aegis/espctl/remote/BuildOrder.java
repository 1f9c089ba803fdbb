package dev.aegis.espctl.remote;

import dev.aegis.espctl.connect.SessionRequest;
import dev.aegis.espctl.project.BuildFolder;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.project.Snapshot;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.request.ResolvedBuild;
import dev.aegis.espctl.request.ScannedProject;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.session.ClientMessage;
import java.time.Duration;
import java.util.List;

/// One build to run on a machine.
///
/// @param taskId its name here and on the machine
/// @param scanned the project and the request
/// @param projectKey opaque name of the project
/// @param reconnect how long to try to reconnect after the connection broke
public record BuildOrder(String taskId, ScannedProject scanned, String projectKey, Duration reconnect) {
    SessionRequest session() {
        BuildRequest.Limits limits = build().request().limits();
        return new SessionRequest(
                List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE),
                build().chip(),
                build().version().value(),
                limits.memoryMb(),
                projectKey,
                null,
                limits.patience());
    }

    ClientMessage.Build message() {
        return new ClientMessage.Build(
                taskId,
                projectKey,
                build().chip(),
                build().profile(),
                build().version().value(),
                build().params(),
                build().request().machine().withAppVersion(scanned.appVersion().described()),
                snapshot().beside().place());
    }

    ResolvedBuild build() {
        return scanned.build();
    }

    Project project() {
        return scanned.project();
    }

    Snapshot snapshot() {
        return scanned.snapshot();
    }

    BuildFolder folder() {
        return scanned.folder();
    }

    String target() {
        return build().chip();
    }

    boolean bundle() {
        return build().request().bundle();
    }
}
