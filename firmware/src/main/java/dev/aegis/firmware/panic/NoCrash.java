package dev.aegis.firmware.panic;

import java.util.List;

/// The sentence for a text without a crash.
final class NoCrash {
    private NoCrash() {}

    static String sentence(List<String> lines, ResetReader resets) {
        if (lines.stream().allMatch(String::isBlank)) {
            return "there is no crash in this text: it is empty";
        }
        String last = resets.last();
        if (last != null) {
            int starts = resets.restarts() + 1;
            return "there is no crash in this text: it is a boot log with " + starts
                    + (starts == 1 ? " start" : " starts") + ", the last by " + last;
        }
        return "there is no crash in this text: no panic, backtrace, core dump or pasted code address";
    }
}
