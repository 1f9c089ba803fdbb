package dev.aegis.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.agent.workspace.WorkspaceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExitMessageTest {
    @ParameterizedTest
    @MethodSource("bugs")
    void printsTheTraceOfABugAndWhereToReportIt(Exception bug) {
        String printed = print(bug);

        assertTrue(printed.contains("\tat " + ExitMessageTest.class.getName()), printed);
        assertTrue(printed.contains("aegis-agent: bug in aegis-agent: "), printed);
        assertTrue(printed.contains("hint: report this output and "), printed);
        assertFalse(printed.contains("disk"), printed);
    }

    static Stream<Exception> bugs() {
        return Stream.of(
                new IllegalStateException("no such state"),
                new IllegalArgumentException("no such argument"),
                new UncheckedIOException(new IOException("unexpected")),
                new NullPointerException());
    }

    @Test
    void printsAFailureOfTheMachineWithoutATrace() {
        String printed = print(WorkspaceException.of("opening the workspaces", new IOException("read-only")));

        assertEquals("""
                aegis-agent: opening the workspaces: read-only
                hint: try again; if it fails again, report it to the machine's operator
                """, printed);
    }

    private static String print(Exception failure) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertEquals(
                ExitCode.FAILED, ExitMessage.of(failure).print(new PrintStream(err, true, StandardCharsets.UTF_8)));
        return err.toString(StandardCharsets.UTF_8);
    }
}
