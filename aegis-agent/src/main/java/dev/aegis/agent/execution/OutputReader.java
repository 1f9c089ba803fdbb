package dev.aegis.agent.execution;

import dev.aegis.agent.sandbox.OutputSink;
import dev.aegis.protocol.session.Phase;
import dev.aegis.protocol.session.SandboxPaths;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Passes a build's lines on, with the paths that users read, and finds phases, progress and the reason of a failure in
/// them. Phases only advance.
final class OutputReader implements OutputSink {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");
    private static final Pattern STEP = Pattern.compile("\\[(\\d{1,6})/(\\d{1,6})] (.*)");
    private static final Pattern LINK = Pattern.compile("Linking \\S+ executable \\S+\\.elf");
    private static final Pattern IMAGE =
            Pattern.compile("Generating binary image.*|Creating \\S+ image.*|Generated \\S+\\.bin|esptool\\S* v.*");
    /// A message of the linker. Warnings, notes, skipped libraries and the place that precedes a message are excluded.
    private static final String LINKER_ERROR =
            "\\S*ld: (?!(?:.*: )?(?:warning|NOTE): |skipping incompatible |.*:$).*|\\S+: undefined reference to .*";
    /// The first line like this becomes the task's failure reason, one line that is shown at once. The full recognition
    /// of errors, with place and hint, is `dev.aegis.firmware.errors.log.BuildLogReader`, which runs in `espctl`.
    private static final Pattern FAILURE_REASON =
            Pattern.compile("\\S+:\\d+(?::\\d+)?: (?:fatal )?error: .*|CMake Error.*|ninja: error: .*|" + LINKER_ERROR);
    private static final int LONGEST_REASON = 400;

    private final BuildListener listener;
    private final StepCounter steps = new StepCounter();
    private Phase phase = Phase.CONFIGURING;
    private @Nullable String failureReason;
    private boolean killedForMemory;
    private boolean diskFull;

    OutputReader(BuildListener listener) {
        this.listener = listener;
    }

    /// Starts the next command, which has its own counters.
    void nextCommand() {
        steps.reset();
    }

    /// Enters the phase after the last command.
    void packaging() {
        enter(Phase.PACKAGING);
    }

    @Override
    public void line(String stream, String raw) {
        String text = SandboxPaths.shown(raw);
        listener.line(stream, text);
        String plain = COLOUR.matcher(text).replaceAll("");
        Matcher step = STEP.matcher(plain);
        if (step.matches()) {
            step(Integer.parseInt(step.group(1)), Integer.parseInt(step.group(2)), step.group(3));
        } else if (phase == Phase.LINKING && IMAGE.matcher(plain).matches()) {
            enter(Phase.PACKAGING);
        }
        notice(plain);
    }

    /// Returns the first error line of the output, shortened.
    Optional<String> failureReason() {
        return Optional.ofNullable(failureReason);
    }

    /// Whether a compiler reported that the kernel killed it. Used where no control group reports it.
    boolean saysKilledForMemory() {
        return killedForMemory;
    }

    boolean saysDiskFull() {
        return diskFull;
    }

    private void step(int done, int total, String what) {
        if (!steps.isMain(done, total)) {
            return;
        }
        if (LINK.matcher(what).find()) {
            enter(Phase.LINKING);
        } else if (phase == Phase.LINKING && IMAGE.matcher(what).find()) {
            enter(Phase.PACKAGING);
        } else {
            enter(Phase.COMPILING);
        }
        listener.progress(done, total);
    }

    private void enter(Phase next) {
        if (next.compareTo(phase) > 0) {
            phase = next;
            listener.phase(next);
        }
    }

    private void notice(String plain) {
        if (failureReason == null && FAILURE_REASON.matcher(plain).matches()) {
            failureReason = plain.length() > LONGEST_REASON ? plain.substring(0, LONGEST_REASON) + "..." : plain;
        }
        killedForMemory |= plain.contains("Killed signal terminated program");
        diskFull |= plain.contains("No space left on device") || plain.contains("Disk quota exceeded");
    }
}
