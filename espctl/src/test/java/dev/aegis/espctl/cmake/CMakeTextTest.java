package dev.aegis.espctl.cmake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands of CMake files as people write them.
class CMakeTextTest {
    @TempDir
    Path folder;

    @Test
    void readsNamesInAnyCaseAndArgumentsOverSeveralLines() {
        List<CMakeCommand> commands = CMakeText.commands("SET (A b\n    c # d\n)\n\ninclude(x)include(y)");

        assertEquals(
                List.of("set", "include", "include"),
                commands.stream().map(CMakeCommand::name).toList());
        assertEquals(List.of("A", "b", "c"), commands.getFirst().texts());
        assertEquals(List.of(1, 5, 5), commands.stream().map(CMakeCommand::line).toList());
        assertEquals(2, commands.getFirst().arguments().getLast().line());
    }

    @Test
    void readsQuotesBracketsAndEscapes() {
        assertEquals(
                List.of("a b)", "c\"d", "e]f", "g h", "${i j}/k", "two lines"),
                arguments("set(\"a b)\" c\\\"d [=[e]f]=] g\\ h ${i j}/k \"two \\\nlines\")"));
        assertEquals(
                List.of(false, true),
                CMakeText.commands("set(${a} [[${a}]])").getFirst().arguments().stream()
                        .map(CMakeCommand.Argument::literal)
                        .toList());
    }

    @Test
    void readsNestedParenthesesAsOneList() {
        assertEquals(List.of("A", "OR", "B", "AND", "C"), arguments("if((A OR B) AND (C))"));
    }

    @Test
    void skipsCommentsAndTextThatIsNoCommand() {
        assertEquals(List.of("a"), arguments("# set(x)\n#[=[ set(y)\n]] ]=] @@ stray\n\ufeffset(a#]]\n)"));
        assertEquals(List.of(), CMakeText.commands("set"));
        assertEquals(List.of("a"), arguments("set(a"));
        assertEquals(List.of("a"), arguments("set([[a"));
    }

    @Test
    void knowsTheCommandsOfABlock() {
        List<CMakeCommand> commands = CMakeText.commands("if(A)\nelse()\nforeach(x)\nendforeach()\nendif()\nset(b)");

        assertEquals(
                List.of(1, 0, 1, -1, -1, 0),
                commands.stream().map(CMakeCommand::nesting).toList());
        assertEquals("endforeach", commands.get(2).end());
    }

    @Test
    void readsNothingFromAFolderOrAVeryLargeFile() throws IOException {
        assertEquals(List.of(), CMakeText.commands(folder));
        Path large = Files.writeString(folder.resolve("large.cmake"), "set(a)\n".repeat(200_000));
        assertEquals(List.of(), CMakeText.commands(large));
    }

    private static List<String> arguments(String text) {
        return CMakeText.commands(text).getFirst().texts();
    }
}
