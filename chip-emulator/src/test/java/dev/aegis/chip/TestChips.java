package dev.aegis.chip;

/// Addresses and code snippets that differ between the chips, for the small bootloaders in tests.
final class TestChips {
    static final long INSTRUCTIONS = 400_000_000;

    private TestChips() {}

    static boolean isLate(String target) {
        return target.equals("esp32c6") || target.equals("esp32h2");
    }

    /// Returns the address of free RAM from which code can run.
    static int codeAddress(String target) {
        return isLate(target) ? 0x4081_0000 : 0x4039_0000;
    }

    private static String write(int address, int value) {
        return "li t0, 0x%08x%nli t1, 0x%08x%nsw t1, 0(t0)%n".formatted(address, value);
    }

    static String disableTimerGroupWatchdog(String target) {
        int base = switch (target) {
            case "esp32c6" -> 0x6000_8000;
            case "esp32h2" -> 0x6000_9000;
            default -> 0x6001_f000;
        };
        return write(base + 0x64, 0x50d8_3aa1) + write(base + 0x48, 1 << 22);
    }

    static String disableRtcWatchdog(String target) {
        return switch (target) {
            case "esp32c3" -> write(0x6000_80a8, 0x50d8_3aa1) + write(0x6000_8090, 0);
            case "esp32c2" -> write(0x6000_809c, 0x50d8_3aa1) + write(0x6000_8084, 0);
            case "esp32c6" -> write(0x600b_1c18, 0x50d8_3aa1) + write(0x600b_1c00, 0);
            default -> write(0x600b_1c1c, 0x50d8_3aa1) + write(0x600b_1c00, 0);
        };
    }

    static String disableSuperWatchdog(String target) {
        return switch (target) {
            case "esp32c3" -> write(0x6000_80b0, 0x8f1d_312a) + write(0x6000_80ac, 1 << 31);
            case "esp32c2" -> write(0x6000_80a4, 0x8f1d_312a) + write(0x6000_80a0, 1 << 31);
            case "esp32c6" -> write(0x600b_1c20, 0x50d8_3aa1) + write(0x600b_1c1c, 1 << 18);
            default -> write(0x600b_1c24, 0x50d8_3aa1) + write(0x600b_1c20, 1 << 18);
        };
    }

    static String disableWatchdogs(String target) {
        return disableTimerGroupWatchdog(target) + disableRtcWatchdog(target) + disableSuperWatchdog(target);
    }

    /// Sends `text` by writing UART0's FIFO, which must have room for it.
    static String send(String text) {
        StringBuilder program = new StringBuilder("li t0, 0x60000000\n");
        text.chars().forEach(octet -> program.append("li t1, %d%nsw t1, 0(t0)%n".formatted(octet)));
        return program.toString();
    }

    static int romAddress(String target, String function) {
        return switch (function + "@" + target) {
            case "ets_printf@esp32c3" -> 0x4000_0040;
            case "ets_printf@esp32c2" -> 0x4000_0034;
            case "ets_printf@esp32c6", "ets_printf@esp32h2" -> 0x4000_0028;
            case "ets_install_putc1@esp32c3" -> 0x4000_0044;
            case "ets_install_putc1@esp32c2" -> 0x4000_0038;
            case "ets_install_putc1@esp32c6", "ets_install_putc1@esp32h2" -> 0x4000_002c;
            case "ets_delay_us@esp32c3" -> 0x4000_0050;
            case "ets_delay_us@esp32c2" -> 0x4000_0044;
            case "ets_delay_us@esp32c6", "ets_delay_us@esp32h2" -> 0x4000_0040;
            case "software_reset@esp32c2" -> 0x4000_0088;
            case "software_reset@esp32c3", "software_reset@esp32c6", "software_reset@esp32h2" -> 0x4000_0090;
            case "Cache_Enable_ICache@esp32c3" -> 0x4000_0520;
            case "Cache_Enable_ICache@esp32c6" -> 0x4000_0694;
            case "Cache_Enable_ICache@esp32h2" -> 0x4000_0668;
            case "Cache_Enable_ICache@esp32c2" -> 0x4000_0720;
            default -> throw new IllegalArgumentException(function + " of " + target);
        };
    }

    static String call(String target, String function) {
        return "li t0, 0x%08x%njalr t0%n".formatted(romAddress(target, function));
    }

    static RunReport boot(String target, String program) {
        return booted(target, program).run(INSTRUCTIONS);
    }

    static BootedChip booted(String target, String program) {
        return ChipEmulator.forTarget(target)
                .boot(BootableImage.of(target, codeAddress(target), program).flash());
    }
}
