package dev.aegis.espctl.builds;

import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.project.Project;
import dev.aegis.espctl.project.ProjectEdit;
import dev.aegis.espctl.tasks.TaskRecord;
import dev.aegis.protocol.session.Profile;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `idf.py set-target` does, on a build machine: the choice is written and sdkconfig put aside here; there
/// `build/` is cleared, sdkconfig made anew from its defaults, and the project built, so that the new sdkconfig comes
/// back with firmware to match. As with `idf.py`, the choice stands even if the project does not compile for the new
/// chip.
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
        Path root = Project.open(context.resolve(folder)).root();
        context.servers().choose(null).requireKey();
        List<String> changed = new ProjectEdit(root).setTarget(target, true);
        // A release build keeps its sdkconfig to itself; idf.py set-target makes the project's.
        BuildOptions options =
                new BuildOptions(root, target, null, Profile.DEBUG, false, List.of(), null, null, false, null);
        return new Begun(startBuild.run(options.withSetTarget()), changed);
    }
}
