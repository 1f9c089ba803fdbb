package dev.aegis.firmware.cxx;

/// A type or name as C++ writes it: the text before and behind a name of that type.
///
/// @param last the last name of a class, from which its constructor takes its name; empty for a type that is no class
record CxxType(String left, String right, String last) {
    private static final int LONGEST = 8192;

    CxxType {
        if (left.length() + right.length() > LONGEST) {
            throw new UnknownName();
        }
    }

    static CxxType of(String text) {
        return new CxxType(text, "", "");
    }

    /// Adds `*`, `&` or a qualifier.
    CxxType with(String mark) {
        boolean grouped = right.startsWith("(") || right.startsWith(" [");
        if (grouped && !left.endsWith("(*") && !left.endsWith("(&")) {
            String open = left.endsWith(" ") ? "(" : " (";
            return new CxxType(left + open + mark.strip(), ")" + right, "");
        }
        return new CxxType(left + mark, right, "");
    }

    String text() {
        return left + right;
    }
}
