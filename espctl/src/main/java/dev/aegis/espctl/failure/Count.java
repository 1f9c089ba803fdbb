package dev.aegis.espctl.failure;

/// A number with its noun: `1 machine`, `2 machines`.
public final class Count {
    private Count() {}

    /// @param noun in the singular; its plural ends in `s`, or in `ies` for `y` after a consonant
    public static String of(long number, String noun) {
        return number + " " + (number == 1 ? noun : plural(noun));
    }

    private static String plural(String noun) {
        return noun.matches(".*[^aeiou]y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }
}
