package dev.aegis.firmware.cxx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads the arguments of templates, and keeps those to which the parameters of the function refer.
final class TemplateArguments {
    private static final Map<String, String> SUFFIXES = Map.of(
            "int", "",
            "unsigned int", "u",
            "long", "l",
            "unsigned long", "ul",
            "long long", "ll",
            "unsigned long long", "ull");

    private final MangledText in;
    private final NameParser names;
    private final TypeParser types;
    private List<CxxType> current = List.of();

    TemplateArguments(MangledText in, NameParser names, TypeParser types) {
        this.in = in;
        this.names = names;
        this.types = types;
    }

    List<CxxType> current() {
        return current;
    }

    void restore(List<CxxType> arguments) {
        current = arguments;
    }

    /// Returns the template with its arguments.
    CxxType applied(CxxType template) {
        in.need("I");
        List<CxxType> given = read();
        current = given;
        List<String> texts = given.stream().map(CxxType::text).toList();
        String inside = TypeParser.joined(texts);
        String end = !texts.isEmpty() && texts.getLast().endsWith(">") ? " >" : ">";
        String begin = template.text().endsWith("<") ? " <" : "<";
        return new CxxType(template.text() + begin + inside + end, "", template.last());
    }

    private List<CxxType> read() {
        in.enter();
        List<CxxType> given = new ArrayList<>();
        while (!in.here("E")) {
            given.add(one());
        }
        in.leave();
        return given;
    }

    private CxxType one() {
        if (in.here("J")) {
            return CxxType.of(
                    TypeParser.joined(read().stream().map(CxxType::text).toList()));
        }
        if (in.peek() == 'L') {
            return CxxType.of(literal());
        }
        if (in.here("X")) {
            String text = expression();
            in.need("E");
            return CxxType.of(text);
        }
        return types.type();
    }

    private String expression() {
        if (in.here("ad")) {
            return "&(" + expression() + ")";
        }
        if (in.peek() == 'L') {
            return literal();
        }
        if (in.peek() == 'T') {
            return types.parameter().text();
        }
        throw new UnknownName();
    }

    private String literal() {
        in.need("L");
        if (in.here("_Z")) {
            String name = names.encoding(true);
            in.need("E");
            return name;
        }
        String type = types.type().text();
        String value = in.takeNumber();
        in.need("E");
        if (type.equals("bool")) {
            return value.equals("0") ? "false" : "true";
        }
        String suffix = SUFFIXES.get(type);
        return suffix == null ? "(" + type + ")" + value : value + suffix;
    }
}
