package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.builds.BuildAnswer;
import dev.aegis.espctl.builds.Cell;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.output.BuildText;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.FailedBuildOutput;
import dev.aegis.espctl.output.LiveBuild;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.output.Texts;
import dev.aegis.espctl.request.BuildCommandLine;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.protocol.session.MachineOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "build",
        description = "build the project on a build machine; firmware comes back into build/",
        footer = {
            "",
            "Examples:",
            "  espctl build -t esp32c3                sdkconfig stores the chip for later builds",
            "  espctl build --profile release         for size",
            "  espctl build -D BOARD=two --clean      another CMake definition, from scratch",
            "  espctl build -t esp32c3,esp32c6        several chips side by side, into build_CHIP/",
            "  espctl build --idf-version v5.3.1,v5.5 several versions, into build_CHIP_VERSION/",
            "  espctl build --watch                   and again whenever a file changes",
            "  espctl build --elf rusty -t esp32c3    firmware of a program that cargo linked",
            "  espctl build --json > answer.json      for scripts; see the exit code"
        })
final class BuildCommand extends Verb {
    /// The largest values that a grant can carry.
    private static final int LEAST_MEMORY_MB = 64;

    private static final int MOST_MEMORY_MB = 1024 * 1024;

    @Mixin
    private ProjectOptions project = new ProjectOptions();

    @Mixin
    private ElfOptions elf = new ElfOptions();

    @Option(
            names = "--remote",
            paramLabel = "URL",
            description = "the build server; default: ESPCTL_SERVER, CONTROL_BASE_URL, the saved login")
    private @Nullable String remote;

    @Option(names = "--local", description = "plan only: check everything here and compile nothing")
    private boolean local;

    @Option(names = "--watch", description = "build again whenever a file of the project changes, until Ctrl-C")
    private boolean watch;

    @Option(names = "--clean", description = "remove build/ on the machine first")
    private boolean clean;

    @Option(names = "--force", description = "run idf.py also when nothing changed since the last build")
    private boolean force;

    @Option(names = "--bundle", description = "write build/flash_bundle.tar.gz too")
    private boolean bundle;

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            description = "parallel compiler jobs, at most the cores that the build gets")
    private @Nullable Integer jobs;

    @Option(names = "--memory-mb", paramLabel = "MB", description = "memory of the build")
    private @Nullable Integer memoryMb;

    @Option(names = "--wait", paramLabel = "SECS", description = "stay in the queue so long at most")
    private @Nullable Integer waitSecs;

    BuildCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        refuseOddJobs();
        refuseOddMemory();
        refuseNegativeWait();
        refuseContradictions();
        try {
            return dispatch(screen);
        } catch (Failure failure) {
            if (elf.isGiven() || elf.isLonely()) {
                throw failure;
            }
            throw failure.withHint(BuildCommandLine.of(request(project.anyTarget()), project.severalTargets())
                    .complete(failure.hint()));
        }
    }

    private ExitCode dispatch(Screen screen) {
        if (elf.isGiven() || elf.isLonely()) {
            return new ElfBuild(actions(), screen).run(elf, project, remote, local);
        }
        if (!local && (watch || project.isMatrix())) {
            BuildRequest any = request(project.anyTarget());
            BuildRounds rounds = new BuildRounds(actions(), screen, any, cells(any));
            return watch ? rounds.watch() : rounds.once();
        }
        BuildRequest request = request(project.what());
        return local ? plan(request, screen) : build(request, screen);
    }

    private BuildRequest request(BuildRequest.What what) {
        return new BuildRequest(
                new BuildRequest.Place(project.project(), remote),
                what,
                new MachineOptions(clean, null, jobs).withForce(force),
                new BuildRequest.Limits(memoryMb, waitSecs == null ? null : Duration.ofSeconds(waitSecs)),
                bundle);
    }

    private List<Cell> cells(BuildRequest request) {
        return project.isMatrix()
                ? actions().buildTargets().cells(request, project.targets(), project.idfVersions())
                : List.of();
    }

    private void refuseOddJobs() {
        if (jobs != null && (jobs < 1 || jobs > MachineOptions.MAX_JOBS)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "usage",
                    "--jobs is from 1 to " + MachineOptions.MAX_JOBS + ", not " + jobs,
                    "omit it for the build tool's default");
        }
    }

    private void refuseOddMemory() {
        if (memoryMb != null && (memoryMb < LEAST_MEMORY_MB || memoryMb > MOST_MEMORY_MB)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "usage",
                    "--memory-mb is from " + LEAST_MEMORY_MB + " to " + MOST_MEMORY_MB + ", not " + memoryMb,
                    "omit it for the build server's default");
        }
    }

    private void refuseNegativeWait() {
        if (waitSecs != null && waitSecs < 0) {
            throw new Failure(
                    ExitCode.USAGE,
                    "usage",
                    "--wait is a number of seconds, not " + waitSecs,
                    "omit it for the default");
        }
    }

    private void refuseContradictions() {
        if (watch && (local || elf.isGiven() || elf.isLonely())) {
            throw new Failure(
                    ExitCode.USAGE,
                    "usage",
                    "--watch works only for builds on a build machine",
                    "omit --watch, or omit --local and --elf");
        }
        if (elf.isGiven() && clean) {
            throw new Failure(
                    ExitCode.USAGE,
                    "usage",
                    "--clean has no effect with --elf, which compiles nothing",
                    "omit --clean");
        }
    }

    private ExitCode plan(BuildRequest request, Screen screen) {
        var plan = actions().planBuild().run(request);
        screen.answer(plan, Texts.plan(plan));
        return ExitCode.DONE;
    }

    private ExitCode build(BuildRequest request, Screen screen) {
        LiveBuild live = new LiveBuild(screen);
        BuildAnswer answer;
        try {
            answer = actions().buildProject().run(request, live);
        } finally {
            live.end();
        }
        if (answer.succeeded()) {
            screen.answer(answer, BuildText.succeeded(answer));
            return ExitCode.DONE;
        }
        if (answer.interrupted()) {
            throw new Failure(
                    ExitCode.INTERRUPTED,
                    "canceled",
                    "the build was canceled",
                    "run: espctl build (it continues from the files on the machine)");
        }
        FailedBuildOutput.failedBuild(screen, answer, actions().logFile(answer.taskId()));
        return ExitCode.FAILED;
    }
}
