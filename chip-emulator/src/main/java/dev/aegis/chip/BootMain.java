package dev.aegis.chip;

import java.io.IOException;
import java.nio.file.Path;

/// Boots a build directory and prints what the chip's UART0 sends: `BootMain <target> <build directory>
/// [instructions]`.
public final class BootMain {
    private static final long DEFAULT_INSTRUCTIONS = 400_000_000;

    private BootMain() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2 || arguments.length > 3) {
            System.err.println("usage: BootMain <target> <build directory> [instructions]");
            System.exit(2);
        }
        long instructions = arguments.length == 3 ? Long.parseLong(arguments[2]) : DEFAULT_INSTRUCTIONS;
        byte[] image = FlashableBuild.in(Path.of(arguments[1])).flashImage();
        RunReport report = ChipEmulator.forTarget(arguments[0]).boot(image).run(instructions);
        System.out.print(report.uart());
        System.out.flush();
        System.err.printf(
                "%n[%s after %d instructions, %d us]%n",
                report.stopReason(), report.instructions(), report.microseconds());
        report.bootWarnings().forEach(warning -> System.err.println("[" + warning + "]"));
        report.traps().forEach(trap -> System.err.println("[" + trap + "]"));
    }
}
