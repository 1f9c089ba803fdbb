package dev.aegis.firmware.errors.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The prefixes of unknown programs. Some lines of a build begin with words that no other text contains; the text
/// before
/// those words is a prefix if it is the same in several lines, except for its digits.
final class LearnedPrefixes {
    private static final String PATH =
            "(?<=\\s|^)(?:[A-Za-z]:[\\\\/]|/|\\.\\./)[^\\s:][^:]*:\\d+:(?:\\d+:)? (?:fatal error|error|warning|note): ";
    private static final Pattern ANCHOR = Pattern.compile("CMake (?:Error|Warning)(?: \\(dev\\))?(?: at |:| in"
            + " )|FAILED: (?=\\S+/)|ninja: (?:build stopped|error: )|In file included from (?=\\S)|Traceback \\(most"
            + " recent call last\\)|collect2: error: |cc1(?:plus)?: (?:all|some) warnings|-- (?:Configuring"
            + " (?:done|incomplete)|Generating done|Build files have|The C(?:XX)? compiler|Detecting C|Found Git|Building"
            + " ESP-IDF|Project sdkconfig)|Running (?:cmake|ninja) in directory|Executing (?:action:"
            + " |\"(?:cmake|ninja))|Project build complete|\\[\\d+/\\d+]"
            + " (?:Building|Linking|Generating|Performing|Re-running)|make(?:\\[\\d+])?: \\*\\*\\* |Call Stack \\(most"
            + " recent|" + PATH);
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern PART_OF_MESSAGE =
            Pattern.compile(".*(?:[Ee]rror|ERROR|[Ww]arning|WARNING|fatal|HINT|note): +");
    private static final int LONGEST = 80;
    private static final int MOST = 8;

    private final List<Pattern> prefixes = new ArrayList<>();

    void learn(List<String> lines) {
        Map<String, Integer> seen = new HashMap<>();
        int without = 0;
        for (String line : lines) {
            Matcher anchor = ANCHOR.matcher(line);
            if (!anchor.find()) {
                continue;
            }
            String before = line.substring(0, anchor.start());
            if (before.isEmpty()) {
                without++;
            } else if (before.length() <= LONGEST
                    && !PART_OF_MESSAGE.matcher(before).matches()) {
                seen.merge(DIGITS.matcher(before).replaceAll("0"), 1, Integer::sum);
            }
        }
        int bare = without;
        seen.entrySet().stream()
                .filter(prefix -> trusted(prefix.getKey(), prefix.getValue(), bare))
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST)
                .forEach(prefix -> prefixes.add(pattern(prefix.getKey())));
    }

    String strip(String line) {
        for (Pattern prefix : prefixes) {
            Matcher found = prefix.matcher(line);
            if (found.lookingAt()) {
                return line.substring(found.end());
            }
        }
        return line;
    }

    /// Indentation is a prefix only where every line has it: CMake indents what it repeats.
    private static boolean trusted(String prefix, int count, int without) {
        return prefix.isBlank() ? without == 0 : without == 0 || count > 1;
    }

    private static Pattern pattern(String prefix) {
        if (prefix.isBlank()) {
            return Pattern.compile(Pattern.quote(prefix));
        }
        String words = prefix.stripTrailing();
        StringBuilder pattern = new StringBuilder();
        int from = 0;
        for (int at = words.indexOf('0'); at >= 0; at = words.indexOf('0', from)) {
            pattern.append(Pattern.quote(words.substring(from, at))).append("\\d+");
            from = at + 1;
        }
        pattern.append(Pattern.quote(words.substring(from)));
        String blanks = prefix.substring(words.length());
        return Pattern.compile(pattern + (blanks.isEmpty() ? "" : "(?:" + Pattern.quote(blanks) + "|\\s*$)"));
    }
}
