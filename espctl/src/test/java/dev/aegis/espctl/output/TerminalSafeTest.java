package dev.aegis.espctl.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalSafeTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\u001b[31mred\u001b[0m`, red",
                "`\u001b]0;title\u0007text`, text",
                "`\u001b[2J\u001b[Hclear`, clear",
                "`a\rb\u0008c`, abc",
                "`\u009b31mx`, 31mx",
                "`tab\tkept`, `tab\tkept`",
                "größe, größe",
            })
    void takesControlOfTheTerminalAwayFromForeignText(String text, String shown) {
        assertEquals(shown, TerminalSafe.text(text));
    }
}
