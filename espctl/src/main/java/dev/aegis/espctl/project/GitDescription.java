package dev.aegis.espctl.project;

import dev.aegis.espctl.settings.Environment;
import dev.aegis.protocol.session.MachineOptions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A running `git describe`, with the arguments of ESP-IDF: it runs while the project is scanned.
final class GitDescription {
    /// A repository whose files are on a slow disk takes seconds, because git looks at each of them.
    private static final long PATIENCE_SECS = 20;

    private static final List<String> PROGRAMS = List.of("git", "git.exe");

    private final @Nullable Process process;
    private final String reason;

    private GitDescription(@Nullable Process process, String reason) {
        this.process = process;
        this.reason = reason;
    }

    /// The result, or the reason why there is none.
    record Result(@Nullable String described, String reason) {}

    static GitDescription start(Path folder, Environment environment) {
        if (!isInRepository(folder)) {
            return new GitDescription(null, "not in a git repository");
        }
        Path git = find(environment).orElse(null);
        if (git == null) {
            return new GitDescription(null, "git is not installed");
        }
        ProcessBuilder builder = new ProcessBuilder(
                        git.toString(), "-C", folder.toString(), "describe", "--always", "--tags", "--dirty")
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            return new GitDescription(builder.start(), "git describe finds no commit that it may read");
        } catch (IOException unusable) {
            return new GitDescription(null, "git cannot be started");
        }
    }

    Result result() throws InterruptedException {
        if (process == null) {
            return new Result(null, reason);
        }
        try {
            if (!process.waitFor(PATIENCE_SECS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Result(null, "git describe took more than " + PATIENCE_SECS + " s");
            }
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0 && !text.isEmpty()
                    ? new Result(text.substring(0, Math.min(text.length(), MachineOptions.MAX_APP_VERSION)), "")
                    : new Result(null, reason);
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            throw stopped;
        } catch (IOException broken) {
            return new Result(null, reason);
        }
    }

    /// ESP-IDF looks for `.git` itself before it runs git. In a worktree and in a submodule it is a file.
    private static boolean isInRepository(Path folder) {
        for (Path parent = folder; parent != null; parent = parent.getParent()) {
            if (Files.exists(parent.resolve(".git"))) {
                return true;
            }
        }
        return false;
    }

    /// Relative entries of PATH are left out: a project must not bring its own git.
    private static Optional<Path> find(Environment environment) {
        for (String entry : environment.find("PATH").orElse("").split(File.pathSeparator)) {
            Path folder = Path.of(entry);
            for (String program : PROGRAMS) {
                if (folder.isAbsolute() && Files.isExecutable(folder.resolve(program))) {
                    return Optional.of(folder.resolve(program));
                }
            }
        }
        return Optional.empty();
    }
}
