package dev.aegis.chip.rom;

import java.util.Locale;

/// The ROM's printf: `d i u x X o p c s %` with flags, width, precision and the length modifiers, no floating point.
final class PrintFormat {
    private final RomCall call;
    private int nextArgument;

    /// @param firstArgument number of the first variable argument
    PrintFormat(RomCall call, int firstArgument) {
        this.call = call;
        this.nextArgument = firstArgument;
    }

    String format(String pattern) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            char character = pattern.charAt(at++);
            if (character == '%') {
                at = convert(pattern, at, out);
            } else {
                out.append(character);
            }
        }
        return out.toString();
    }

    private int convert(String pattern, int start, StringBuilder out) {
        Conversion conversion = new Conversion();
        int at = start;
        while (at < pattern.length() && "-0+ #".indexOf(pattern.charAt(at)) >= 0) {
            conversion.flag(pattern.charAt(at++));
        }
        if (at < pattern.length() && pattern.charAt(at) == '*') {
            conversion.width = word();
            at++;
        }
        while (at < pattern.length() && Character.isDigit(pattern.charAt(at))) {
            conversion.width = conversion.width * 10 + pattern.charAt(at++) - '0';
        }
        if (at < pattern.length() && pattern.charAt(at) == '.') {
            conversion.precision = 0;
            at++;
            while (at < pattern.length() && (Character.isDigit(pattern.charAt(at)) || pattern.charAt(at) == '*')) {
                char digit = pattern.charAt(at++);
                conversion.precision = digit == '*' ? word() : conversion.precision * 10 + digit - '0';
            }
        }
        int longs = 0;
        while (at < pattern.length() && "lhzjt".indexOf(pattern.charAt(at)) >= 0) {
            longs += pattern.charAt(at++) == 'l' ? 1 : 0;
        }
        if (at < pattern.length()) {
            out.append(conversion.apply(pattern.charAt(at), longs >= 2));
        }
        return at + 1;
    }

    private int word() {
        return call.argument(nextArgument++);
    }

    /// 64-bit arguments start at an even argument number.
    private long wide() {
        nextArgument = nextArgument + 1 & ~1;
        long value = call.wideArgument(nextArgument);
        nextArgument += 2;
        return value;
    }

    private final class Conversion {
        private boolean left;
        private boolean zeros;
        private boolean plus;
        private boolean space;
        private boolean prefixed;
        private int width;
        private int precision = -1;

        private void flag(char flag) {
            left |= flag == '-';
            zeros |= flag == '0';
            plus |= flag == '+';
            space |= flag == ' ';
            prefixed |= flag == '#';
        }

        private String apply(char kind, boolean isWide) {
            return switch (kind) {
                case 'd', 'i' -> signed(isWide ? wide() : word());
                case 'u' -> number("", Long.toUnsignedString(unsigned(isWide)));
                case 'o' -> number("", Long.toOctalString(unsigned(isWide)));
                case 'x' -> number(prefixed ? "0x" : "", Long.toHexString(unsigned(isWide)));
                case 'X' ->
                    number(
                            prefixed ? "0X" : "",
                            Long.toHexString(unsigned(isWide)).toUpperCase(Locale.ROOT));
                case 'p' -> number("0x", Integer.toHexString(word()));
                case 'c' -> pad("", String.valueOf((char) (word() & 0xff)), ' ');
                case 's' -> text(word());
                case '%' -> "%";
                default -> "%" + kind;
            };
        }

        private long unsigned(boolean isWide) {
            return isWide ? wide() : Integer.toUnsignedLong(word());
        }

        private String signed(long value) {
            String sign = value < 0 ? "-" : plus ? "+" : space ? " " : "";
            String digits = Long.toString(value);
            return number(sign, value < 0 ? digits.substring(1) : digits);
        }

        private String number(String prefix, String digits) {
            String padded = "0".repeat(Math.max(0, precision - digits.length())) + digits;
            return pad(prefix, padded, zeros && !left && precision < 0 ? '0' : ' ');
        }

        private String text(int address) {
            String whole = address == 0 ? "(null)" : call.string(address);
            return pad("", precision >= 0 && precision < whole.length() ? whole.substring(0, precision) : whole, ' ');
        }

        private String pad(String prefix, String body, char filler) {
            String fill = String.valueOf(filler).repeat(Math.max(0, width - prefix.length() - body.length()));
            if (left) {
                return prefix + body + fill;
            }
            return filler == '0' ? prefix + fill + body : fill + prefix + body;
        }
    }
}
