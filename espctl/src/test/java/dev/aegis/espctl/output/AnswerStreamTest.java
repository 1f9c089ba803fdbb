package dev.aegis.espctl.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class AnswerStreamTest {
    @Test
    void passesAnAnswerOn() {
        ByteArrayOutputStream target = new ByteArrayOutputStream();

        assertNull(lossOf(target));
        assertEquals("grün", target.toString(StandardCharsets.UTF_8));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesTheReasonOnAFullDisk() throws IOException {
        try (OutputStream full = new FileOutputStream("/dev/full")) {
            assertEquals("no space left on device", lossOf(full));
        }
    }

    @Test
    void aReaderThatHasLeftLosesNothing() {
        assertNull(lossOf(failing("Broken pipe")));
        assertNull(lossOf(failing("Bad file descriptor")));
        assertEquals("input/output error", lossOf(failing("Input/output error")));
    }

    private static @Nullable String lossOf(OutputStream target) {
        AnswerStream answer = new AnswerStream(target);
        PrintStream print = new PrintStream(answer, true, StandardCharsets.UTF_8);
        print.print("grün");
        print.flush();
        return answer.loss();
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
