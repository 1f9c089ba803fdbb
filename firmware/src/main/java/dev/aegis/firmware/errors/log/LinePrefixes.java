package dev.aegis.firmware.errors.log;

import dev.aegis.firmware.text.LinePrefix;
import java.util.List;

/// The words that build services and other programs write before each line of the output that they pass on: those with
/// a known form, and those that the log itself shows.
final class LinePrefixes {
    private final LearnedPrefixes learned = new LearnedPrefixes();

    /// Learns the prefixes of unknown programs from the first lines of a log.
    void learn(List<String> lines) {
        learned.learn(lines.stream().map(LinePrefix::strip).toList());
    }

    /// Returns the line without prefixes.
    String strip(String line) {
        String text = LinePrefix.strip(line);
        String rest = learned.strip(text);
        return rest.equals(text) ? text : LinePrefix.strip(rest);
    }
}
