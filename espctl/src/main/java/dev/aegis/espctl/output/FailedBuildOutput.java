package dev.aegis.espctl.output;

import dev.aegis.espctl.builds.BuildAnswer;
import java.nio.file.Path;

/// Shows a build that failed: programs get the answer and the error, people get the error first.
public final class FailedBuildOutput {
    private FailedBuildOutput() {}

    public static void failedBuild(Screen screen, BuildAnswer build, Path log) {
        if (screen.mode() == Screen.Mode.JSON) {
            screen.answer(build, "");
            screen.error("build_" + build.state().wire(), String.valueOf(build.firstError()), build.firstHint());
        } else {
            screen.errorText(BuildText.failed(build, log, screen.terminal()));
        }
    }
}
