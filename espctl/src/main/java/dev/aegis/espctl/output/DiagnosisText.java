package dev.aegis.espctl.output;

import dev.aegis.espctl.inspect.CrashAnswer;
import dev.aegis.espctl.inspect.DiagAnswer;
import java.util.stream.Collectors;

/// Text for people about a support bundle and a decoded crash.
public final class DiagnosisText {
    private DiagnosisText() {}

    public static String diag(DiagAnswer answer) {
        StringBuilder text = new StringBuilder();
        CrashAnswer crash = answer.crash();
        if (crash != null) {
            text.append(crash(crash)).append('\n');
        } else if (answer.crashProblem() != null) {
            text.append("the panic could not be decoded: ")
                    .append(TerminalSafe.text(answer.crashProblem()))
                    .append("\n\n");
        }
        text.append("doctor  ").append(answer.doctor().wire()).append('\n');
        answer.problems()
                .forEach(problem -> text.append("        ")
                        .append(TerminalSafe.text(problem))
                        .append('\n'));
        text.append("bundle  ")
                .append(TerminalSafe.text(answer.path()))
                .append(", ")
                .append(Sizes.bytes(answer.size()))
                .append('\n');
        answer.contents()
                .forEach(entry -> text.append("        %-14s %s%n".formatted(entry.name(), Sizes.bytes(entry.size()))));
        return text.append("read it before you share it: secrets are removed, but a log may reveal details of the"
                        + " project\n")
                .toString();
    }

    public static String crash(CrashAnswer answer) {
        String crash = answer.crash().text().lines().map(TerminalSafe::text).collect(Collectors.joining("\n")) + "\n";
        String origin = answer.origin();
        return crash
                + (origin == null
                        ? "next  espctl decode FILE --elf ELF\n"
                        : "elf  " + TerminalSafe.text(origin) + "\n");
    }
}
