package dev.aegis.firmware.cxx;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names of C++ and Rust functions as written in the source, without the types of their parameters (Itanium C++ ABI,
/// section 5.1).
public final class CxxName {
    private static final String BEGIN = "_Z";
    private static final int LONGEST = 4096;
    private static final Pattern RUST_HASH = Pattern.compile("::h[0-9a-f]{16}$");
    private static final Pattern RUST_LETTER = Pattern.compile("\\$(SP|BP|RF|LT|GT|LP|RP|C|u([0-9a-f]{1,6}))\\$");

    private CxxName() {}

    /// @return `lamp::Lamp::on` for `_ZN4lamp4Lamp2onEi`; the symbol itself if it is no such name
    public static String readable(String symbol) {
        if (!symbol.startsWith(BEGIN) || symbol.length() > LONGEST) {
            return symbol;
        }
        // A compiler adds `.cold` or `.isra.0` to a part or copy of a function.
        int dot = symbol.indexOf('.');
        boolean copied = dot > 0 && !symbol.contains("..");
        String whole = copied ? symbol.substring(0, dot) : symbol;
        try {
            String name = new NameParser(new MangledText(whole, BEGIN.length())).symbol();
            return name.isEmpty() ? symbol : rust(name);
        } catch (UnknownName unknown) {
            return symbol;
        }
    }

    /// Rust writes its names in the same form, with a digest at the end and letters that C++ does not have.
    private static String rust(String name) {
        Matcher hash = RUST_HASH.matcher(name);
        if (!hash.find()) {
            return name;
        }
        Matcher letters = RUST_LETTER.matcher(name.substring(0, hash.start()));
        return letters.replaceAll(letter -> Matcher.quoteReplacement(letter(letter.group(1), letter.group(2))))
                .replaceAll("(^|::)_<", "$1<")
                .replace("..", "::");
    }

    private static String letter(String name, @Nullable String code) {
        return switch (name) {
            case "SP" -> "@";
            case "BP" -> "*";
            case "RF" -> "&";
            case "LT" -> "<";
            case "GT" -> ">";
            case "LP" -> "(";
            case "RP" -> ")";
            case "C" -> ",";
            default -> code == null ? "$" + name + "$" : Character.toString(Integer.parseInt(code, 16));
        };
    }
}
