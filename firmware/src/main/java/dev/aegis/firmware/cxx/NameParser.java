package dev.aegis.firmware.cxx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads the names of a symbol: nested, local, of templates, lambdas and operators.
final class NameParser {
    private static final Map<String, String> SPECIAL = Map.of(
            "TV", "vtable for ",
            "TT", "VTT for ",
            "TI", "typeinfo for ",
            "TS", "typeinfo name for ");
    /// Members of these classes are named with all of their arguments.
    private static final Map<String, CxxType> FULL = Map.of(
            "Ss", full("string", ", std::allocator<char> >"),
            "Si", full("istream", " >"),
            "So", full("ostream", " >"),
            "Sd", full("iostream", " >"));
    private static final Map<Character, String> STANDARD = Map.of(
            'a', "std::allocator",
            'b', "std::basic_string",
            's', "std::string",
            'i', "std::istream",
            'o', "std::ostream",
            'd', "std::iostream");
    private static final Map<Character, String> STANDARD_LAST = Map.of(
            'a', "allocator",
            'b', "basic_string",
            's', "basic_string",
            'i', "basic_istream",
            'o', "basic_ostream",
            'd', "basic_iostream");

    private final MangledText in;
    private final TypeParser types;
    private final TemplateArguments arguments;

    NameParser(MangledText in) {
        this.in = in;
        this.types = new TypeParser(in, this);
        this.arguments = new TemplateArguments(in, this, types);
        types.use(arguments);
    }

    private static CxxType full(String name, String end) {
        return new CxxType("std::basic_" + name + "<char, std::char_traits<char>" + end, "", "basic_" + name);
    }

    /// Reads the whole symbol.
    String symbol() {
        // The types of the parameters are behind the name and are not wanted.
        return in.peek() == 'T' || in.peek() == 'G' ? special() : name().text();
    }

    /// @param whole whether to add the types of the parameters
    String encoding(boolean whole) {
        if (in.peek() == 'T' || in.peek() == 'G') {
            return special();
        }
        String name = name().text();
        boolean template = name.endsWith(">") && !name.contains("operator");
        List<String> parameters = new ArrayList<>();
        while (!in.isEnd() && in.peek() != 'E' && in.peek() != '.') {
            parameters.add(types.type().text());
        }
        if (!whole) {
            return name;
        }
        if (template && parameters.size() > 1) {
            parameters.removeFirst();
        }
        return name + "(" + TypeParser.joined(parameters) + ")";
    }

    private String special() {
        for (Map.Entry<String, String> one : SPECIAL.entrySet()) {
            if (in.here(one.getKey())) {
                return one.getValue() + types.type().text();
            }
        }
        if (in.here("GV")) {
            return "guard variable for " + name().text();
        }
        if (in.here("GR")) {
            String name = name().text();
            return "reference temporary #" + in.index(36) + " for " + name;
        }
        if (in.here("GTt") || in.here("GTn")) {
            return "transaction clone for " + encoding(true);
        }
        boolean virtual = in.here("Tv");
        if (virtual || in.here("Th")) {
            in.takeNumber();
            in.need("_");
            if (virtual) {
                in.takeNumber();
                in.need("_");
            }
            return (virtual ? "virtual thunk to " : "non-virtual thunk to ") + encoding(true);
        }
        throw new UnknownName();
    }

    CxxType name() {
        in.enter();
        try {
            if (in.here("N")) {
                return nested();
            }
            if (in.here("Z")) {
                return local();
            }
            return plain();
        } finally {
            in.leave();
        }
    }

    private CxxType plain() {
        CxxType name;
        if (in.peek() == 'S' && in.peek(1) != 't') {
            name = substitution();
        } else {
            String scope = in.here("St") ? "std::" : "";
            String last = unqualified("");
            name = new CxxType(scope + last, "", last);
            if (in.peek() == 'I') {
                in.remember(name);
            }
        }
        return in.peek() == 'I' ? arguments.applied(name) : name;
    }

    private CxxType nested() {
        while (in.here("r") || in.here("V") || in.here("K")) {
            // what it may be called on
        }
        if (!in.here("R")) {
            in.here("O");
        }
        CxxType prefix = CxxType.of("");
        while (!in.here("E")) {
            boolean remembered = false;
            if (prefix.text().isEmpty() && in.here("St")) {
                prefix = new CxxType("std", "", "std");
                continue;
            }
            if (prefix.text().isEmpty() && in.peek() == 'S') {
                prefix = FULL.getOrDefault("S" + in.peek(1), substitution());
                remembered = true;
            } else if (in.peek() == 'T') {
                prefix = types.parameter();
            } else if (in.peek() == 'D' && (in.peek(1) == 't' || in.peek(1) == 'T')) {
                throw new UnknownName();
            } else if (in.peek() == 'I') {
                prefix = arguments.applied(prefix);
            } else if (in.here("M")) {
                continue;
            } else {
                String last = unqualified(prefix.last());
                prefix = new CxxType(prefix.text().isEmpty() ? last : prefix.text() + "::" + last, "", last);
            }
            if (!remembered && in.peek() != 'E') {
                in.remember(prefix);
            }
        }
        return prefix;
    }

    /// A name inside a function.
    private CxxType local() {
        List<CxxType> outer = arguments.current();
        String function = encoding(false);
        in.need("E");
        CxxType found;
        if (in.here("s")) {
            discriminator();
            found = CxxType.of(function + "::string literal");
        } else {
            if (in.here("d")) {
                function += "::{default arg#" + (in.index(10) + 1) + "}";
            }
            CxxType entity = name();
            discriminator();
            found = new CxxType(function + "::" + entity.text(), "", entity.last());
        }
        if (arguments.current().isEmpty()) {
            arguments.restore(outer);
        }
        return found;
    }

    private void discriminator() {
        if (in.here("__")) {
            in.takeNumber();
            in.need("_");
        } else if (in.peek() == '_' && Character.isDigit(in.peek(1))) {
            in.take();
            in.take();
        }
    }

    /// Reads a reference to an earlier part.
    CxxType substitution() {
        in.need("S");
        String standard = STANDARD.get(in.peek());
        if (standard != null) {
            char letter = in.take();
            return new CxxType(standard, "", String.valueOf(STANDARD_LAST.get(letter)));
        }
        return in.part(in.index(36));
    }

    /// @param type the class around it, for a constructor
    private String unqualified(String type) {
        in.here("L");
        String name;
        char first = in.peek();
        if (Character.isDigit(first)) {
            name = in.sourceName();
        } else if (first == 'C' && (Character.isDigit(in.peek(1)) || in.peek(1) == 'I')) {
            in.take();
            if (in.here("I")) {
                in.take();
                types.type();
            } else {
                in.take();
            }
            name = constructor(type);
        } else if (first == 'D' && Character.isDigit(in.peek(1))) {
            in.take();
            in.take();
            name = "~" + constructor(type);
        } else if (in.here("Ul")) {
            name = lambda();
        } else if (in.here("Ut")) {
            name = "{unnamed type#" + (in.index(10) + 1) + "}";
        } else {
            name = Operators.read(in, types);
        }
        StringBuilder tagged = new StringBuilder(name);
        while (in.here("B")) {
            tagged.append("[abi:").append(in.sourceName()).append(']');
        }
        return tagged.toString();
    }

    private static String constructor(String type) {
        if (type.isEmpty()) {
            throw new UnknownName();
        }
        return type;
    }

    private String lambda() {
        List<String> parameters = new ArrayList<>();
        types.inLambda(true);
        while (!in.here("E")) {
            parameters.add(types.type().text());
        }
        types.inLambda(false);
        return "{lambda(" + TypeParser.joined(parameters) + ")#" + (in.index(10) + 1) + "}";
    }
}
