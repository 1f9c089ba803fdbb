package dev.aegis.espctl.pack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a program that was compiled elsewhere is to become flashable. What is absent is decided here.
///
/// @param elf the linked program
/// @param project the folder that it belongs to; null for where the user stands
/// @param target the chip; null if the program names it
/// @param bootloader a file; null for one of an earlier build, or of a build machine
/// @param partitionTable a file; null as with the bootloader
/// @param flashMode such as `dio`; null for the bootloader's
/// @param flashSize such as `4MB`; null for the bootloader's
/// @param flashFreq such as `80m`; null for the bootloader's
/// @param outputDir below the project; null for `build/rust`
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
