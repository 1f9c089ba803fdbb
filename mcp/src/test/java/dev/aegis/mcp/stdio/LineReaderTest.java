package dev.aegis.mcp.stdio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineReaderTest {
    private static List<String> lines(String input, int longest) throws IOException {
        var reader = new LineReader(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), longest);
        var lines = new ArrayList<String>();
        while (true) {
            switch (reader.next()) {
                case LineReader.Line.Whole whole -> lines.add(new String(whole.bytes(), StandardCharsets.UTF_8));
                case LineReader.Line.TooLong _ -> lines.add("(too long)");
                case LineReader.Line.End _ -> {
                    return lines;
                }
            }
        }
    }

    @Test
    void skipsBlankLines() throws Exception {
        assertEquals(List.of("a", "b\r"), lines("\n\na\n \t\r\n\r\nb\r\n\n", 100));
    }

    @Test
    void readsLastLineWithoutLineEnd() throws Exception {
        assertEquals(List.of("a", "b"), lines("a\nb", 100));
    }

    @Test
    void discardsTooLongLine() throws Exception {
        assertEquals(List.of("(too long)", "short", "(too long)"), lines("x".repeat(200_000) + "\nshort\n123456", 5));
    }

    @Test
    void readsLineOfExactlyTheMaximumLength() throws Exception {
        assertEquals(List.of("x".repeat(100_000)), lines("x".repeat(100_000) + "\n", 100_000));
    }

    @Test
    void copiesLinesOutOfItsBuffer() throws Exception {
        var reader = new LineReader(new ByteArrayInputStream("one\ntwo\n".getBytes(StandardCharsets.UTF_8)), 100);
        var first = assertInstanceOf(LineReader.Line.Whole.class, reader.next());
        assertInstanceOf(LineReader.Line.Whole.class, reader.next());
        assertArrayEquals("one".getBytes(StandardCharsets.UTF_8), first.bytes());
    }
}
