package dev.aegis.firmware.cxx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the types of a symbol.
final class TypeParser {
    private static final Map<Character, String> BUILT_IN = Map.ofEntries(
            Map.entry('v', "void"),
            Map.entry('w', "wchar_t"),
            Map.entry('b', "bool"),
            Map.entry('c', "char"),
            Map.entry('a', "signed char"),
            Map.entry('h', "unsigned char"),
            Map.entry('s', "short"),
            Map.entry('t', "unsigned short"),
            Map.entry('i', "int"),
            Map.entry('j', "unsigned int"),
            Map.entry('l', "long"),
            Map.entry('m', "unsigned long"),
            Map.entry('x', "long long"),
            Map.entry('y', "unsigned long long"),
            Map.entry('n', "__int128"),
            Map.entry('o', "unsigned __int128"),
            Map.entry('f', "float"),
            Map.entry('d', "double"),
            Map.entry('e', "long double"),
            Map.entry('g', "__float128"),
            Map.entry('z', "..."));
    private static final Map<Character, String> LATER = Map.of(
            'n', "decltype(nullptr)",
            'i', "char32_t",
            's', "char16_t",
            'u', "char8_t",
            'a', "auto",
            'c', "decltype(auto)");

    private final MangledText in;
    private final NameParser names;
    private @Nullable TemplateArguments arguments;
    private boolean lambda;

    TypeParser(MangledText in, NameParser names) {
        this.in = in;
        this.names = names;
    }

    void use(TemplateArguments found) {
        arguments = found;
    }

    /// The parameters of a generic lambda have no arguments.
    void inLambda(boolean inside) {
        lambda = inside;
    }

    static String joined(List<String> types) {
        List<String> shown = types.stream().filter(type -> !type.isEmpty()).toList();
        return shown.size() == 1 && shown.getFirst().equals("void") ? "" : String.join(", ", shown);
    }

    CxxType type() {
        in.enter();
        try {
            String builtIn = BUILT_IN.get(in.peek());
            if (builtIn != null) {
                in.take();
                return CxxType.of(builtIn);
            }
            return compound();
        } finally {
            in.leave();
        }
    }

    private CxxType compound() {
        return switch (in.peek()) {
            case 'r', 'V', 'K' -> remembered(qualified());
            case 'P' -> {
                in.take();
                yield remembered(type().with("*"));
            }
            case 'R' -> {
                in.take();
                yield remembered(referred("&"));
            }
            case 'O' -> {
                in.take();
                yield remembered(referred("&&"));
            }
            case 'F' -> remembered(function());
            case 'A' -> remembered(array());
            case 'M' -> remembered(member());
            case 'T' -> template(remembered(parameter()));
            case 'S' -> shared();
            case 'D' -> later();
            default -> remembered(names.name());
        };
    }

    private CxxType remembered(CxxType type) {
        in.remember(type);
        return type;
    }

    /// A reference to a reference is one.
    private CxxType referred(String mark) {
        CxxType to = type();
        if (to.left().endsWith("&")) {
            return mark.equals("&") && to.left().endsWith("&&")
                    ? new CxxType(to.left().substring(0, to.left().length() - 1), to.right(), "")
                    : to;
        }
        return to.with(mark);
    }

    private CxxType template(CxxType type) {
        return in.peek() == 'I' ? remembered(Objects.requireNonNull(arguments).applied(type)) : type;
    }

    /// A part that was written before, or a name of the standard library.
    private CxxType shared() {
        if (in.peek(1) == 't') {
            return remembered(names.name());
        }
        return template(names.substitution());
    }

    private CxxType qualified() {
        StringBuilder marks = new StringBuilder();
        while (true) {
            if (in.here("r")) {
                marks.insert(0, " restrict");
            } else if (in.here("V")) {
                marks.insert(0, " volatile");
            } else if (in.here("K")) {
                marks.insert(0, " const");
            } else {
                break;
            }
        }
        CxxType type = type();
        if (type.right().startsWith("(")) {
            return new CxxType(type.left(), type.right() + marks, "");
        }
        return new CxxType(type.left() + marks, type.right(), "");
    }

    private CxxType function() {
        in.need("F");
        in.here("Y");
        CxxType result = type();
        List<String> parameters = new ArrayList<>();
        while (in.peek() != 'E'
                && !(in.peek() == 'R' && in.peek(1) == 'E')
                && !(in.peek() == 'O' && in.peek(1) == 'E')) {
            parameters.add(type().text());
        }
        String mark = in.here("R") ? " &" : in.here("O") ? " &&" : "";
        in.need("E");
        return new CxxType(result.left() + " ", "(" + joined(parameters) + ")" + mark + result.right(), "");
    }

    private CxxType array() {
        in.need("A");
        String size = in.takeNumber();
        in.need("_");
        CxxType of = type();
        return new CxxType(of.left(), " [" + size + "]" + of.right().strip(), "");
    }

    private CxxType member() {
        in.need("M");
        String owner = type().text();
        CxxType of = type();
        if (of.right().startsWith("(")) {
            return new CxxType(of.left() + "(" + owner + "::*", ")" + of.right(), "");
        }
        return new CxxType(of.left() + " " + owner + "::*", of.right(), "");
    }

    CxxType parameter() {
        in.need("T");
        int index = in.index(10);
        if (lambda) {
            return CxxType.of("auto:" + (index + 1));
        }
        List<CxxType> given = Objects.requireNonNull(arguments).current();
        if (index >= given.size()) {
            throw new UnknownName();
        }
        return given.get(index);
    }

    private CxxType later() {
        in.need("D");
        char kind = in.take();
        if (kind == 'p') {
            return type();
        }
        if (kind == 'o') {
            CxxType function = function();
            return remembered(new CxxType(function.left(), function.right() + " noexcept", ""));
        }
        String name = LATER.get(kind);
        if (name == null) {
            throw new UnknownName();
        }
        return CxxType.of(name);
    }
}
