package dev.aegis.firmware.errors.compiler;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Hints for the most frequent compiler errors.
final class CompilerHints {
    private record Advice(Pattern message, String hint) {
        Advice(String message, String hint) {
            this(Pattern.compile(message), hint);
        }
    }

    private static final List<Advice> ADVICE = List.of(
            new Advice(
                    "'CONFIG_\\w+' (undeclared|was not declared)",
                    "sdkconfig does not set this option for this target: check its name and what it depends on, and"
                            + " test with #if for one that may be off"),
            new Advice(
                    "designator order for field",
                    "in C++, list the fields of an initializer in the order in which the structure declares them"),
            new Advice(
                    "implicit declaration of function|was not declared in this scope|undeclared \\(first use",
                    "check the spelling, or include the header that declares it and name its component in REQUIRES of"
                            + " the component's CMakeLists.txt"),
            new Advice("expected '?[;,)}]", "add what is missing just before this place, often on the line above"),
            new Advice(
                    "expected .*';'",
                    "add the semicolon that is missing just before this place, often on the line above"),
            new Advice("has no member named", "check the name against the structure's definition for this IDF version"),
            new Advice(
                    "-Werror=format",
                    "make the format fit the argument; for fixed-width integers use the PRI macros of"
                            + " <inttypes.h>"),
            new Advice(
                    "'return' with a value|return-statement with a value",
                    "return nothing here, or change the return type of the function"),
            new Advice(
                    "'return' with no value|return-statement with no value",
                    "return a value of the function's type here, or make the function void"),
            new Advice(
                    "-Werror=deprecated-declarations",
                    "use the replacement that the message names; the old one will be removed"),
            new Advice("-Werror=return-type", "return a value on every path of the function"),
            new Advice("unknown type name", "include the header that defines the type, before this line"),
            new Advice("redefinition of|conflicting types for", "keep one definition; the name is defined twice"),
            new Advice("^#error", "the source has this check; set what it asks for, often an option in sdkconfig"),
            new Advice(
                    "exception handling disabled",
                    "set CONFIG_COMPILER_CXX_EXCEPTIONS=y in sdkconfig.defaults, or remove the exceptions"),
            new Advice(
                    "expected (unqualified-id|initializer|declaration specifiers|'=')",
                    "check the line above first: a ; is often missing after the } of a class or structure"),
            new Advice(
                    "in something not a structure or union|which is of (non-class|pointer) type",
                    "the value has another type than the code expects; check its declaration"),
            new Advice("static assertion failed", "the program has this check; make the condition true"),
            new Advice(
                    "undeclared here|does not name a type", "declare the name before this line, or include its header"),
            new Advice(
                    "could not convert|no matching function|invalid conversion|cannot convert",
                    "the types do not match; compare the call with the declaration"),
            new Advice("is private within this context", "use a public member of the class"),
            new Advice("unterminated #|#endif without|#else without", "end every #if with #endif"),
            new Advice("missing terminating", "close the quotation mark on this line"),
            new Advice("expected .* at end of input", "add the closing bracket that is missing above"),
            new Advice("-Werror=unused", "remove it, or mark it with __attribute__((unused))"),
            new Advice("too (few|many) arguments", "compare the call with the function's declaration"),
            new Advice("(redefined|multiple definition)", "keep one definition; the name is defined twice"),
            new Advice(
                    "unrecognized opcode|unknown opcode|illegal operands|unknown CSR|invalid operands",
                    "replace the instruction; the target chip does not have it"),
            new Advice(
                    "-Werror",
                    "this warning is treated as an error; fix it, or disable it for this component (since v6.0"
                            + " CONFIG_COMPILER_DISABLE_DEFAULT_ERRORS=y for all)"),
            new Advice(
                    "\\[-W[a-z-]+\\]",
                    "since GCC 14 this is an error in itself: correct the types or declare the function"));

    private static final Pattern PICOLIBC = Pattern.compile(
            "_reent\\b|__getreent|_impure_ptr|_REENT|__sdidinit|__sglue|__errno_t|cookie_io_functions_t|fopencookie|__sFILE|_CLOCKS_PER_SEC_|[`']?_?FILE'?"
                    + " .*incomplete|reent\\.h");
    private static final String LIBRARY = "since v6.0 the C library is picolibc, which has no such name of newlib: set"
            + " CONFIG_LIBC_PICOLIBC_NEWLIB_COMPATIBILITY=y or CONFIG_LIBC_NEWLIB=y in sdkconfig.defaults";

    private CompilerHints() {}

    /// Returns the hint for a name that only one of the two C libraries has, or null.
    static @Nullable String forLibrary(String message) {
        return PICOLIBC.matcher(message).find() ? LIBRARY : null;
    }

    static @Nullable String forMessage(String message) {
        String library = forLibrary(message);
        if (library != null) {
            return library;
        }
        return ADVICE.stream()
                .filter(advice -> advice.message().matcher(message).find())
                .map(Advice::hint)
                .findFirst()
                .orElse(null);
    }
}
