package dev.aegis.agent.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter(8, lines::add);

    @Test
    void joinsPiecesOfALine() {
        feed("on");
        feed("e\ntw");
        feed("o\r\n\nthree");
        splitter.finish();
        assertEquals(List.of("one", "two", "", "three"), lines);
    }

    @Test
    void keepsAReturnInsideALine() {
        feed("a\rb\n");
        assertEquals(List.of("a\rb"), lines);
    }

    @Test
    void cutsALongLineOnceAndContinues() {
        feed("0123456789abcdef\nnext\n");
        assertEquals(List.of("01234567 [cut: this line has more than 8 bytes]", "next"), lines);
    }

    @Test
    void replacesBytesThatAreNotUtf8() {
        byte[] broken = {'a', (byte) 0xff, 'b', '\n'};
        splitter.accept(broken, broken.length);
        assertEquals(List.of("a\ufffdb"), lines);
    }

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        splitter.accept(bytes, bytes.length);
    }
}
