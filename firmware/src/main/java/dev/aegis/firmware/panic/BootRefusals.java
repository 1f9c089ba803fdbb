package dev.aegis.firmware.panic;

import dev.aegis.firmware.Chip;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The meaning of the messages with which the boot ROM and the bootloader refuse to start a program.
final class BootRefusals {
    private static final Pattern REVISION =
            Pattern.compile("(?:chip rev|Required) ([<>]=) v([\\d.]+?),? .*(?:is|found) v([\\d.]+)");
    private static final Pattern CHIP_ID = Pattern.compile("mismatch chip ID, expected (\\d+), found (\\d+)");

    private BootRefusals() {}

    static String meaning(String reason) {
        Matcher revision = REVISION.matcher(reason);
        if (revision.find()) {
            return "the program is for another revision of the chip: it runs on revision " + revision.group(2)
                    + (revision.group(1).equals(">=") ? " or later" : " or earlier") + ", and this chip has revision "
                    + revision.group(3).replaceFirst("\\.$", "")
                    + "; build with the CONFIG_..._REV_MIN of this chip (for an"
                    + " esp32p4 below 3.0 CONFIG_ESP32P4_SELECTS_REV_LESS_V3=y)";
        }
        Matcher id = CHIP_ID.matcher(reason);
        if (id.find()) {
            return "the program in flash is for another chip: it was built for " + chip(id.group(2))
                    + ", and this is an " + chip(id.group(1)) + "; run: espctl build --target " + chip(id.group(1));
        }
        return "the boot ROM or bootloader found no valid program in flash: it was erased, flashed at a wrong address, for"
                + " another chip, or with a wrong flash mode or size; run: espctl flash";
    }

    private static String chip(String id) {
        return Chip.ofImageId(Integer.parseInt(id)).map(Chip::target).orElse("chip id " + id);
    }
}
