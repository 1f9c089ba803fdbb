package dev.aegis.espctl.pack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a program that was compiled elsewhere is to become flashable. What is absent is decided here.
///
/// @param elf the linked program
/// @param project the folder that it belongs to; absent for where the user stands
/// @param target the chip; absent where the program names it
/// @param bootloader a file; absent for one of an earlier build, or of a build machine
/// @param partitionTable a file; absent as with the bootloader
/// @param flashMode such as `dio`; absent for the bootloader's
/// @param flashSize such as `4MB`; absent for the bootloader's
/// @param flashFreq such as `80m`; absent for the bootloader's
/// @param outputDir below the project; absent for `build/rust`
/// @param idfVersion of the bootloader, where one must be built
/// @param remote the build server
public record PackOptions(
        Path elf,
        @Nullable Path project,
        @Nullable String target,
        @Nullable Path bootloader,
        @Nullable Path partitionTable,
        @Nullable String flashMode,
        @Nullable String flashSize,
        @Nullable String flashFreq,
        @Nullable Path outputDir,
        @Nullable String idfVersion,
        @Nullable String remote) {}
