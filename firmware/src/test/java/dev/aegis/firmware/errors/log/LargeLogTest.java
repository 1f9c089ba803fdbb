package dev.aegis.firmware.errors.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.errors.BuildReport;
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

        BuildReport report = BuildLogReader.read(new Endless(block, 50 * MEGABYTE), "/ws");

        assertEquals("main/main.c:7:14", report.first().orElseThrow().place());
        assertEquals(4, report.errors().size());
    }

    /// The whole of a small Java machine's memory is a third of the log, and every line of it is another error.
    @Test
    void readsFiftyMegabytesOfErrorsWithSixteenMegabytesOfMemory() throws Exception {
        Process reader = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx16m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallReader.class.getName())
                .redirectErrorStream(true)
                .start();

        String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals("10 errors, first main/main.c:1:1", said.strip());
        assertEquals(0, reader.waitFor());
    }

    /// Runs in a process of its own.
    static final class SmallReader {
        private SmallReader() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) throws IOException {
            BuildReport report = BuildLogReader.read(new Different(50 * MEGABYTE), "/project");
            System.out.println(report.errors().size() + " errors, first "
                    + report.first().orElseThrow().place());
        }
    }

    /// Errors of every kind, none like the one before.
    private static final class Different extends InputStream {
        private final long most;
        private long made;
        private byte[] lines = new byte[0];
        private int at;
        private int number;

        Different(long most) {
            this.most = most;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read into an array");
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (at == lines.length) {
                if (made >= most) {
                    return -1;
                }
                number++;
                lines = """
                        /project/main/main.c:%1$d:1: error: no %1$d
                        ld: /project/main/main.c:%1$d: undefined reference to `f%1$d'
                        ld: a.o:/project/main/main.c:%1$d: multiple definition of `g%1$d'
                        FAILED: main/%1$d.obj
                        /opt/bin/gcc %1$d
                        the tool says %1$d
                        CMake Error at main/CMakeLists.txt:%1$d (message):
                          no %1$d
                        ValueError: no %1$d
                        """.formatted(number).getBytes(StandardCharsets.UTF_8);
                made += lines.length;
                at = 0;
            }
            int count = Math.min(length, lines.length - at);
            System.arraycopy(lines, at, into, from, count);
            at += count;
            return count;
        }
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
        BuildLogReader found = new BuildLogReader("/project");
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
