package dev.aegis.espctl.doctor;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Interruption;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Checks that the WebRTC library can be loaded, in a separate process that may crash.
final class NativeLibraryCheck {
    private static final int MOST_SAID_BYTES = 4096;
    private static final long PATIENCE_SECS = 8;

    private final List<String> trial;
    private final Path cache;

    /// @param trial the command that loads it; exits with 0, or prints a code, a tab and a sentence on one line
    /// @param cache where the library is unpacked
    NativeLibraryCheck(List<String> trial, Path cache) {
        this.trial = List.copyOf(trial);
        this.cache = cache;
    }

    Check look() {
        Process process;
        try {
            process = new ProcessBuilder(trial)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException unstarted) {
            return error("webrtc_untried", "cannot start a process to test WebRTC: " + IoReason.of(unstarted));
        }
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readNBytes(MOST_SAID_BYTES), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(PATIENCE_SECS, TimeUnit.SECONDS);
            return ended ? verdict(process.exitValue(), said) : error("webrtc_crashed", "WebRTC did not start in time");
        } catch (IOException lost) {
            return error("webrtc_crashed", "the process that tested WebRTC ended: " + IoReason.of(lost));
        } catch (InterruptedException stop) {
            throw Interruption.of(stop);
        } finally {
            process.destroyForcibly();
        }
    }

    private Check verdict(int exit, String said) {
        if (exit == 0) {
            return Check.ok(Topic.NATIVE_LIBRARY, "WebRTC is ready");
        }
        return said.lines()
                .filter(line -> line.contains("\t"))
                .findFirst()
                .map(line -> line.split("\t", 2))
                .map(words -> error(words[0], words[1]))
                .orElseGet(() -> error("webrtc_crashed", "the WebRTC library crashed, exit code " + exit));
    }

    private Check error(String code, String detail) {
        return Check.error(
                Topic.NATIVE_LIBRARY,
                ExitCode.FAILED,
                code,
                detail,
                "install the named library, or make " + cache
                        + " writable; espctl plan and the tools for projects work without it");
    }
}
