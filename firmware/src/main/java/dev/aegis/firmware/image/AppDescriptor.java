package dev.aegis.firmware.image;

/// The description of an application, at the start of its first segment (`esp_app_desc_t`).
///
/// @param projectName the CMake project
/// @param version of the project
/// @param idfVersion the ESP-IDF that built it
/// @param date of the compilation; empty in a reproducible build
/// @param time of the compilation; empty in a reproducible build
/// @param secureVersion for anti-rollback
/// @param elfSha256 of the ELF file that the image was made from, 64 hexadecimal digits; the chip prints its first
/// digits at boot and after a panic
public record AppDescriptor(
        String projectName,
        String version,
        String idfVersion,
        String date,
        String time,
        long secureVersion,
        String elfSha256) {}
