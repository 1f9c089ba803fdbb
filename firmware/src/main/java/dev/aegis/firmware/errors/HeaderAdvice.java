package dev.aegis.firmware.errors;

/// What to do about a header that the compiler did not find.
final class HeaderAdvice {
    private final Places places;
    private final KnownNames known;

    HeaderAdvice(Places places, KnownNames known) {
        this.places = places;
        this.known = known;
    }

    /// @param path the file that includes it
    String missing(String header, String path) {
        String file = places.buildFile(path);
        String asked = known.componentOfHeader(header)
                .map(component -> "add " + component + " to REQUIRES or PRIV_REQUIRES in " + file
                        + "; if the build has no such component, it is not part of this ESP-IDF")
                .orElse("");
        if (!asked.isEmpty()) {
            return asked;
        }
        return known.headerLike(header)
                .map(like -> "did you mean " + like + ", of the component "
                        + known.componentOfHeader(like).orElse("") + "?")
                .orElse("check the spelling of " + header + ", or name the component that has it in REQUIRES or"
                        + " PRIV_REQUIRES in " + file);
    }
}
