package dev.aegis.espctl.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "espctl", description = "build ESP32 firmware on a build machine, without ESP-IDF on this one")
final class EspctlCommand {
    @SuppressWarnings("UnusedVariable") // picocli reads it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    @SuppressWarnings("UnusedVariable") // Main answers it, and picocli shows it in the help
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "print the version")
    private boolean version;
}
