package dev.aegis.firmware.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LargeLogTest {
    private static final long MEGABYTE = 1024 * 1024;

    /// A log that is made while it is read, so that only the reader could keep it.
    private static final class Endless extends InputStream {
        private final byte[] block;
        private long left;
        private int at;

        Endless(String block, long bytes) {
            this.block = block.getBytes(StandardCharsets.UTF_8);
            this.left = bytes;
        }

        @Override
        public int read() {
            if (left-- <= 0) {
                return -1;
            }
            at = at == block.length ? 0 : at;
            return Byte.toUnsignedInt(block[at++]);
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (left <= 0) {
                return -1;
            }
            at = at == block.length ? 0 : at;
            int count = (int) Math.min(Math.min(length, block.length - at), left);
            System.arraycopy(block, at, into, from, count);
            at += count;
            left -= count;
            return count;
        }
    }

    @Test
    void readsFiftyMegabytesAndKeepsTenErrors() throws IOException {
        String block = Logs.text("idf-logs/esp32c3/werror");

        BuildReport report = BuildErrors.read(new Endless(block, 50 * MEGABYTE), "/ws");

        assertEquals("main/main.c:7:14", report.first().orElseThrow().place());
        assertEquals(4, report.errors().size());
    }

    @Test
    void keepsTheSameForThirtyTimesAsManyDifferentErrors() {
        assertEquals(kept(1_000), kept(30_000));
    }

    @Test
    void holdsNoMoreThanOneShortLineOfALongOne() throws IOException {
        AtomicInteger longest = new AtomicInteger();
        LogLines[] lines = new LogLines[1];
        lines[0] = new LogLines(line -> longest.accumulateAndGet(line.length(), Math::max));
        AtomicInteger most = new AtomicInteger();
        try (Reader log = new Reader() {
            private int blocks = 1000;

            @Override
            public int read(char[] into, int from, int length) {
                most.accumulateAndGet(lines[0].kept(), Math::max);
                java.util.Arrays.fill(into, from, from + length, 'e');
                return blocks-- > 0 ? length : -1;
            }

            @Override
            public void close() {}
        }) {
            lines[0].read(log);
        }

        assertEquals(LogLines.LONGEST, longest.get());
        assertTrue(most.get() <= LogLines.LONGEST);
    }

    /// Characters that the report of so many errors, all different, comes to.
    private static int kept(int errors) {
        BuildErrors found = new BuildErrors("/project");
        for (int i = 0; i < errors; i++) {
            String number = "%07d".formatted(i);
            found.line("/project/main/main.c:" + number + ":1: error: no " + number);
            found.line("ld: /project/main/main.c:" + number + ": undefined reference to `f" + number + "'");
            found.line("FAILED: main/" + number + ".obj");
            found.line("CMake Error at main/CMakeLists.txt:" + number + " (message):");
            found.line("  no " + number);
        }
        return found.report().errors().toString().length();
    }
}
