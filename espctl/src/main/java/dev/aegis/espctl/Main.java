package dev.aegis.espctl;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.command.Espctl;
import dev.aegis.espctl.context.Context;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.AnswerStream;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.process.OwnProgram;
import dev.aegis.espctl.settings.Environment;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The entry point: opens the standard streams in UTF-8, wires the parts, runs one command and exits with its code.
public final class Main {
    private static final int BUG = 70;

    private Main() {}

    public static void main(String[] arguments) {
        AnswerStream answer = new AnswerStream(new FileOutputStream(FileDescriptor.out));
        PrintStream out = utf8(answer);
        PrintStream err = utf8(new FileOutputStream(FileDescriptor.err));
        if (arguments.length == 1 && List.of("version", "--version", "-V").contains(arguments[0])) {
            out.println("espctl " + Version.current());
            out.flush();
            if (!complete(answer, err)) {
                System.exit(ExitCode.FAILED.number());
            }
            return;
        }
        List<String> words = List.of(arguments);
        if (words.size() >= 2 && words.subList(0, 2).equals(List.of("mcp", "serve")) && !asksForHelp(words)) {
            System.exit(McpServe.run(words.subList(2, words.size())));
        }
        int exit;
        try {
            Environment environment = new Environment(System.getenv());
            OwnProgram program = new OwnProgram(environment, Main.class);
            Context context = Context.of(environment, Path.of("").toAbsolutePath(), Version.current());
            exit = new Espctl(new Actions(context, program), new Console(System.in, out, err, environment))
                    .run(arguments);
        } catch (RuntimeException | LinkageError bug) {
            exit = report(bug, err);
        }
        out.flush();
        if (!complete(answer, err) && exit == ExitCode.DONE.number()) {
            exit = ExitCode.FAILED.number();
        }
        err.flush();
        // The WebRTC library's threads would keep the program alive.
        System.exit(exit);
    }

    private static boolean complete(AnswerStream answer, PrintStream err) {
        String loss = answer.loss();
        if (loss == null) {
            return true;
        }
        err.println("error: cannot write the answer to stdout: " + loss);
        err.println("hint: free disk space or choose another file, then run it again");
        return false;
    }

    private static boolean asksForHelp(List<String> words) {
        return words.contains("--help") || words.contains("-h");
    }

    private static int report(Throwable bug, PrintStream err) {
        StringWriter trace = new StringWriter();
        bug.printStackTrace(new PrintWriter(trace));
        err.println("error: espctl has a bug: " + bug);
        err.println("hint: report it with these lines and the command that you ran");
        err.print(trace);
        return BUG;
    }

    private static PrintStream utf8(OutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }
}
