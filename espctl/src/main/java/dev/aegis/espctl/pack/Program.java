package dev.aegis.espctl.pack;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.project.ChipNames;
import dev.aegis.espctl.request.PackRequest;
import dev.aegis.firmware.Chip;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.image.FlashSettings;
import dev.aegis.firmware.image.ImageWriter;
import dev.aegis.firmware.image.ProgramFile;
import dev.aegis.firmware.image.WrittenImage;
import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A program that another compiler linked: parsed, and checked to be usable as an application image of a chip.
///
/// @param elf the path of the file
/// @param bytes the content of the file
/// @param file the parsed content
/// @param name the file's name
/// @param chip the chip
/// @param root the project folder
/// @param output the folder for the flashable files, below the project
/// @param size the bytes of its image
/// @param notes reasons why a bootloader may not start it
record Program(
        Path elf,
        byte[] bytes,
        ProgramFile file,
        String name,
        Chip chip,
        Path root,
        Path output,
        int size,
        List<String> notes) {
    private static final String USUAL_OUTPUT = "build/rust";
    private static final FlashSettings ANY = new FlashSettings("dio", "4MB", 0);

    static Program of(PackRequest request, Path here) {
        Path root = here.resolve(Objects.requireNonNullElse(request.place().project(), Path.of("")))
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(root)) {
            throw new Failure(
                    ExitCode.USAGE, "project_missing", "no such folder: " + root, "name the folder of your program");
        }
        Path elf = here.resolve(request.elf()).toAbsolutePath().normalize();
        byte[] bytes = read(elf);
        ProgramFile file = sound(elf, () -> ProgramFile.read(bytes));
        Chip chip = chip(request.target(), file);
        WrittenImage image = sound(elf, () -> ImageWriter.write(file, chip, ANY));
        return new Program(
                elf,
                bytes,
                file,
                name(elf),
                chip,
                root,
                output(root, request.outputDir()),
                image.bytes().length,
                image.notes());
    }

    WrittenImage image(FlashSettings settings) {
        return sound(elf, () -> ImageWriter.write(file, chip, settings));
    }

    /// Folders of compilers, such as cargo's `release` and `debug`, are not the name of a program.
    boolean isRelease() {
        for (Path part : elf) {
            if (part.toString().equals("release")) {
                return true;
            }
        }
        return false;
    }

    private static byte[] read(Path elf) {
        try {
            if (!Files.isRegularFile(elf)) {
                throw new Failure(
                        ExitCode.USAGE,
                        "elf_missing",
                        "there is no file " + elf,
                        "cargo build --release writes it to target/<triple>/release/<name>");
            }
            if (Files.size(elf) > ProgramFile.MOST_BYTES) {
                throw new Failure(
                        ExitCode.USAGE,
                        "elf_too_large",
                        elf + " has more than " + ProgramFile.MOST_BYTES + " bytes",
                        "link it with less debug information");
            }
            return Files.readAllBytes(elf);
        } catch (IOException unreadable) {
            throw new Failure(
                    ExitCode.USAGE,
                    "elf_unreadable",
                    "cannot read " + elf + ": " + IoReason.of(unreadable),
                    "make it readable for your userr user",
                    unreadable);
        }
    }

    private static Chip chip(@Nullable String target, ProgramFile file) {
        if (target == null) {
            return file.chip()
                    .orElseThrow(() -> new Failure(
                            ExitCode.USAGE,
                            "target_missing",
                            "the program does not name its chip",
                            "name it: --target esp32c3"));
        }
        return Chip.ofTarget(target).orElseThrow(() -> ChipNames.unknown(target, "target", Set.of()));
    }

    private static String name(Path elf) {
        String name = String.valueOf(elf.getFileName()).replaceFirst("\\.elf$", "");
        String plain = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.-]+", "");
        return plain.isEmpty() ? "program" : plain.substring(0, Math.min(64, plain.length()));
    }

    private static Path output(Path root, @Nullable Path asked) {
        Path output =
                root.resolve(asked == null ? Path.of(USUAL_OUTPUT) : asked).normalize();
        if (!output.startsWith(root) || output.equals(root)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "output_outside",
                    output + " is not a folder below " + root,
                    "choose one below it; espctl firmware download copies the bundle anywhere");
        }
        for (String mark : new String[] {"CMakeCache.txt", "project_description.json", "build.ninja"}) {
            if (Files.exists(output.resolve(mark))) {
                throw new Failure(
                        ExitCode.USAGE,
                        "output_taken",
                        output + " holds the files of an ESP-IDF build",
                        "name another folder; the default is " + USUAL_OUTPUT);
            }
        }
        return output;
    }

    private static <T> T sound(Path elf, Supplier<T> step) {
        try {
            return step.get();
        } catch (FirmwareException refused) {
            throw new Failure(
                    ExitCode.USAGE,
                    refused.code(),
                    elf + ": " + refused.getMessage(),
                    refused.code().equals("elf_malformed")
                            ? "pass the linked program that cargo writes to target/<triple>/release/"
                            : "check that --target names the chip that it was compiled for",
                    refused);
        }
    }
}
