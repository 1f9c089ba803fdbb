package dev.aegis.espctl.tool;

/// What a model must know to choose a tool: one line for each tool, in the same order.
///
/// @param does what a call does, one or two sentences
/// @param needs what must be there first
/// @param takes how long a call takes
/// @param mayFail the usual reasons of a failure
record Purpose(String does, String needs, String takes, String mayFail) {
    Purpose {
        for (String part : new String[] {does, needs, takes, mayFail}) {
            if (part.isBlank() || part.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("each part of a tool's purpose is one line, not '" + part + "'");
            }
        }
    }

    /// Returns the description in the list of tools.
    String text() {
        return does + " Needs " + needs + "; takes " + takes + "; may fail: " + mayFail + ".";
    }
}
