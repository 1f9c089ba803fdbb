package dev.aegis.espctl.command;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.request.BuildRequest;
import dev.aegis.espctl.request.PackRequest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of `build --elf`, for a program that cargo or another compiler has linked.
final class ElfOptions {
    @Option(
            names = "--elf",
            paramLabel = "FILE",
            description = "compile nothing: make firmware of this linked program, such as one in Rust")
    private @Nullable Path elf;

    @Option(names = "--bootloader", paramLabel = "FILE", description = "with --elf; default: an earlier build's")
    private @Nullable Path bootloader;

    @Option(names = "--partition-table", paramLabel = "FILE", description = "with --elf, as CSV or as it lies in flash")
    private @Nullable Path partitionTable;

    @Option(names = "--flash-mode", paramLabel = "MODE", description = "with --elf: qio, qout, dio or dout")
    private @Nullable String flashMode;

    @Option(names = "--flash-size", paramLabel = "SIZE", description = "with --elf, such as 4MB")
    private @Nullable String flashSize;

    @Option(names = "--flash-freq", paramLabel = "FREQ", description = "with --elf, such as 80m")
    private @Nullable String flashFreq;

    @Option(names = "--output-dir", paramLabel = "DIR", description = "with --elf; default: build/rust")
    private @Nullable Path outputDir;

    boolean isGiven() {
        return elf != null;
    }

    /// Whether an option was given that needs `--elf`, without `--elf`.
    boolean isLonely() {
        return elf == null
                && (bootloader != null
                        || partitionTable != null
                        || flashMode != null
                        || flashSize != null
                        || flashFreq != null
                        || outputDir != null);
    }

    PackRequest request(ProjectOptions project, @Nullable String remote) {
        if (elf == null) {
            throw new IllegalStateException("no program was given");
        }
        if (project.targets().size() > 1) {
            throw new Failure(ExitCode.USAGE, "usage", "--elf takes one chip", "name one with --target");
        }
        return new PackRequest(
                new BuildRequest.Place(project.project(), remote),
                elf,
                project.targets().isEmpty() ? null : project.targets().getFirst(),
                new PackRequest.Boot(bootloader, partitionTable, project.idfVersion()),
                new PackRequest.Flash(flashMode, flashSize, flashFreq),
                outputDir);
    }
}
