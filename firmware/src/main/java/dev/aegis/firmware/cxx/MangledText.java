package dev.aegis.firmware.cxx;

import java.util.ArrayList;
import java.util.List;

/// A position in a symbol, with the parts that it may refer back to.
final class MangledText {
    private static final int DEEPEST = 96;
    private static final int MOST_PARTS = 1024;

    private final String symbol;
    private final List<CxxType> parts = new ArrayList<>();
    private int at;
    private int depth;

    MangledText(String symbol, int at) {
        this.symbol = symbol;
        this.at = at;
    }

    char peek() {
        return at < symbol.length() ? symbol.charAt(at) : '\0';
    }

    char peek(int ahead) {
        return at + ahead < symbol.length() ? symbol.charAt(at + ahead) : '\0';
    }

    boolean isEnd() {
        return at >= symbol.length();
    }

    char take() {
        if (isEnd()) {
            throw new UnknownName();
        }
        return symbol.charAt(at++);
    }

    boolean here(String text) {
        if (symbol.startsWith(text, at)) {
            at += text.length();
            return true;
        }
        return false;
    }

    void need(String text) {
        if (!here(text)) {
            throw new UnknownName();
        }
    }

    String takeNumber() {
        int begin = at;
        if (peek() == 'n') {
            at++;
        }
        while (Character.isDigit(peek())) {
            at++;
        }
        return symbol.substring(begin, at).replace('n', '-');
    }

    /// Reads a name with its length before it.
    String sourceName() {
        String digits = takeNumber();
        if (digits.isEmpty() || digits.length() > 4 || digits.startsWith("-")) {
            throw new UnknownName();
        }
        int length = Integer.parseInt(digits);
        if (length == 0 || at + length > symbol.length()) {
            throw new UnknownName();
        }
        String name = symbol.substring(at, at + length);
        at += length;
        return name.startsWith("_GLOBAL__N") ? "(anonymous namespace)" : name;
    }

    /// Reads `_`, `0_`, `1_`, ... as 0, 1, 2, ...; a number of base 36 for parts.
    int index(int base) {
        if (here("_")) {
            return 0;
        }
        int value = 0;
        int digits = 0;
        while (Character.digit(peek(), base) >= 0 && digits++ < 4) {
            value = value * base + Character.digit(take(), base);
        }
        need("_");
        return value + 1;
    }

    void remember(CxxType part) {
        if (parts.size() >= MOST_PARTS) {
            throw new UnknownName();
        }
        parts.add(part);
    }

    CxxType part(int index) {
        if (index >= parts.size()) {
            throw new UnknownName();
        }
        return parts.get(index);
    }

    void enter() {
        if (++depth > DEEPEST) {
            throw new UnknownName();
        }
    }

    void leave() {
        depth--;
    }
}
