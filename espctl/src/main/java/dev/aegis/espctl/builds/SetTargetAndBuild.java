package dev.aegis.espctl.builds;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.project.ProjectEdit;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.request.OfferedNames;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.Profile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `idf.py set-target` on a build machine. Here the chip is written down and sdkconfig is moved aside. The machine
/// removes `build/`, generates sdkconfig from its defaults and builds the project; the new sdkconfig comes back with
/// the
/// firmware. As with `idf.py`, the chip stays chosen even if the project does not compile for it.
public final class SetTargetAndBuild {
    private final Context context;
    private final StartBuild startBuild;

    public SetTargetAndBuild(Context context, StartBuild startBuild) {
        this.context = context;
        this.startBuild = startBuild;
    }

    /// @param changed the files that were changed here
    public record Begun(TaskRecord task, List<String> changed) {
        public Begun {
            changed = List.copyOf(changed);
        }
    }

    /// @throws dev.aegis.espctl.failure.Failure before anything is changed when there is no server or no key
    public Begun run(@Nullable Path folder, String target) {
        Project project = Project.open(context.resolve(folder));
        Path root = project.root();
        new OfferedNames(context, null).chip(project.target(target, context.environment()));
        context.servers().choose(null).requireKey();
        List<String> changed = new ProjectEdit(root).setTarget(target, true);
        // A release build has an sdkconfig below build/; idf.py set-target writes the project's.
        BuildRequest request = BuildRequest.of(new BuildRequest.Place(root, null))
                .with(BuildRequest.What.of(target, null, Profile.DEBUG))
                .with(MachineOptions.DEFAULT.withSetTarget());
        return new Begun(startBuild.run(request, false), changed);
    }
}
