package dev.aegis.espctl.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "espctl",
        description = "build ESP32 firmware on a build machine, without ESP-IDF on this one",
        footer = {
            "",
            "Exit codes: 0 done, 1 the build or action failed, 2 wrong usage or project, 3 not configured,",
            "4 refused (key, permission, machine), 5 cannot reach, 6 no machine can build this, 130 interrupted."
        })
final class EspctlCommand {
    @SuppressWarnings("UnusedVariable") // picocli reads it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;
}
