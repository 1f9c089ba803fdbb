package dev.aegis.firmware.errors.compiler;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Advice for what compilers say most often.
final class CompilerHints {
    private record Advice(Pattern message, String hint) {
        Advice(String message, String hint) {
            this(Pattern.compile(message), hint);
        }
    }

    private static final List<Advice> ADVICE = List.of(
            new Advice(
                    "'CONFIG_\\w+' (undeclared|was not declared)",
                    "sdkconfig does not set this option for this target: check its name and what it depends on, and test"
                            + " with #if for one that may be off"),
            new Advice(
                    "designator order for field",
                    "in C++ the fields of an initialiser stand in the order in which the structure declares them"),
            new Advice(
                    "implicit declaration of function|was not declared in this scope|undeclared \\(first use",
                    "check the spelling, or include the header that declares it and name its component in REQUIRES of"
                            + " the component's CMakeLists.txt"),
            new Advice("expected '?[;,)}]", "something is missing just before this place, often on the line above"),
            new Advice("expected .*';'", "a semicolon is missing just before this place, often on the line above"),
            new Advice("has no member named", "check the name against the structure's definition for this IDF version"),
            new Advice(
                    "-Werror=format",
                    "the format does not fit the argument; for fixed-width integers use the PRI macros of"
                            + " <inttypes.h>"),
            new Advice(
                    "'return' with a value|return-statement with a value",
                    "return nothing here, or give the function the type of what it returns"),
            new Advice(
                    "'return' with no value|return-statement with no value",
                    "return a value of the function's type here, or make the function void"),
            new Advice(
                    "-Werror=deprecated-declarations",
                    "use what the message names in its place; the old one goes away"),
            new Advice("-Werror=return-type", "make every path of the function return what its type says"),
            new Advice("unknown type name", "include the header that defines the type, before this line"),
            new Advice("redefinition of|conflicting types for", "the name is defined twice; keep one definition"),
            new Advice("^#error", "the source itself demands this; set what it asks for, often an option in sdkconfig"),
            new Advice(
                    "exception handling disabled",
                    "set CONFIG_COMPILER_CXX_EXCEPTIONS=y in sdkconfig.defaults, or do without exceptions"),
            new Advice(
                    "expected (unqualified-id|initializer|declaration specifiers|'=')",
                    "look at the line above first: a ; is often missing after the } of a class or structure"),
            new Advice(
                    "in something not a structure or union|which is of (non-class|pointer) type",
                    "the value is not what the code takes it for; look at its declaration"),
            new Advice("static assertion failed", "the program itself checks this; make the condition true again"),
            new Advice(
                    "undeclared here|does not name a type", "declare the name before this line, or include its header"),
            new Advice(
                    "could not convert|no matching function|invalid conversion|cannot convert",
                    "the types do not fit; compare the call with the declaration"),
            new Advice("is private within this context", "use what the class offers publicly"),
            new Advice("unterminated #|#endif without|#else without", "give every #if its #endif"),
            new Advice("missing terminating", "close the quotation mark on this line"),
            new Advice("expected .* at end of input", "a closing bracket is missing somewhere above"),
            new Advice("-Werror=unused", "remove what nobody uses, or mark it with __attribute__((unused))"),
            new Advice("too (few|many) arguments", "compare the call with the function's declaration"),
            new Advice("(redefined|multiple definition)", "the name is defined twice; keep one definition"),
            new Advice(
                    "unrecognized opcode|unknown opcode|illegal operands|unknown CSR|invalid operands",
                    "this instruction does not exist on the target chip"),
            new Advice("-Werror", "this warning counts as an error here; mend it, or lower it for this component"));

    private CompilerHints() {}

    static @Nullable String forMessage(String message) {
        return ADVICE.stream()
                .filter(advice -> advice.message().matcher(message).find())
                .map(Advice::hint)
                .findFirst()
                .orElse(null);
    }
}
