package dev.aegis.firmware.trace;

/// Names of C++ functions as written in the source. A symbol contains the name with the length before each part, then
/// the parameters' types (Itanium C++ ABI, section 5.1). Only names without templates are read, which are most.
final class CxxName {
    private static final String BEGIN = "_Z";

    private final String symbol;
    private int at = BEGIN.length();

    private CxxName(String symbol) {
        this.symbol = symbol;
    }

    /// @return `lamp::Lamp::on` for `_ZN4lamp4Lamp2onEi`; the symbol itself if its form is not supported
    static String readable(String symbol) {
        if (!symbol.startsWith(BEGIN)) {
            return symbol;
        }
        String name = new CxxName(symbol).name();
        return name.isEmpty() ? symbol : name;
    }

    private String name() {
        if (here('N')) {
            while (here('r') || here('V') || here('K') || here('R') || here('O')) {
                // what it may be called on
            }
            return nested();
        }
        String part = part();
        return here('I') ? "" : part;
    }

    private String nested() {
        StringBuilder name = new StringBuilder();
        String last = "";
        while (!here('E')) {
            boolean begins = name.isEmpty();
            if (begins && symbol.startsWith("St", at)) {
                at += 2;
                name.append("std");
                continue;
            }
            String part = begins ? part() : member(last);
            if (part.isEmpty()) {
                return "";
            }
            name.append(begins ? "" : "::").append(part);
            last = part;
        }
        return name.toString();
    }

    /// A part, or a constructor or destructor of the class before.
    private String member(String type) {
        if (at + 1 < symbol.length() && !type.isEmpty()) {
            char kind = symbol.charAt(at);
            if ((kind == 'C' || kind == 'D') && Character.isDigit(symbol.charAt(at + 1))) {
                at += 2;
                return kind == 'C' ? type : "~" + type;
            }
        }
        return part();
    }

    private String part() {
        int length = 0;
        int digits = 0;
        while (at < symbol.length() && Character.isDigit(symbol.charAt(at)) && digits < 4) {
            length = length * 10 + symbol.charAt(at) - '0';
            at++;
            digits++;
        }
        if (length == 0 || at + length > symbol.length()) {
            return "";
        }
        String part = symbol.substring(at, at + length);
        at += length;
        return part.startsWith("_GLOBAL__N") ? "(anonymous namespace)" : part;
    }

    private boolean here(char letter) {
        if (at < symbol.length() && symbol.charAt(at) == letter) {
            at++;
            return true;
        }
        return false;
    }
}
