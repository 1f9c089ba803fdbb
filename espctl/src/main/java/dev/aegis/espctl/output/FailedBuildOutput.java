package dev.aegis.espctl.output;

import dev.aegis.espctl.builds.BuildAnswer;
import java.nio.file.Path;

/// Prints a failed build: with `--json` the answer and the failure, else the first error.
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
