package dev.aegis.firmware.errors;

import java.util.List;

/// A cheap first look at a line. Nearly all of a log is progress; only a line with one of these words can be the
/// beginning of a finding, or say something that a rule remembers.
final class LineSigns {
    private static final List<String> SIGNS = List.of(
            "rror",
            "CMake Warning",
            "xception",
            "FAILED",
            "undefined",
            "in function",
            "multiple definition",
            "overflow",
            "will not fit",
            "cannot find",
            "cannot open",
            "relocation",
            "from ",
            "required by",
            "No space",
            "quota",
            "Killed",
            "emory",
            "Partition",
            "partition",
            "Cannot",
            "not found",
            "not known",
            "not consistent",
            "File \"",
            "generated for",
            "configured",
            "ERROR",
            "requirements",
            "Fatal",
            "No serial",
            "loop",
            "defined at",
            "No module",
            "Permission",
            "not executable",
            "CSV",
            "project directory",
            "does not exist");

    private LineSigns() {}

    static boolean any(String line) {
        for (String sign : SIGNS) {
            if (line.contains(sign)) {
                return true;
            }
        }
        return false;
    }
}
