package dev.aegis.espctl.request;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A request to make a program flashable that was compiled elsewhere. Absent values are decided by espctl.
///
/// @param place the folder that the program belongs to, and the build server
/// @param elf the linked program
/// @param target the chip; absent where the program names it
/// @param boot bootloader and partition table
/// @param flash settings of the flash
/// @param outputDir a folder below the project; absent for `build/rust`
public record PackRequest(
        BuildRequest.Place place,
        Path elf,
        @Nullable String target,
        Boot boot,
        Flash flash,
        @Nullable Path outputDir) {
    /// @param bootloader a file; absent for that of an earlier build, or of a build machine
    /// @param partitionTable a file; absent as with the bootloader
    /// @param idfVersion of the bootloader, where one must be built
    public record Boot(
            @Nullable Path bootloader,
            @Nullable Path partitionTable,
            @Nullable String idfVersion) {}

    /// @param mode such as `dio`; absent for the bootloader's
    /// @param size such as `4MB`; absent for the bootloader's
    /// @param freq such as `80m`; absent for the bootloader's
    public record Flash(
            @Nullable String mode,
            @Nullable String size,
            @Nullable String freq) {}
}
