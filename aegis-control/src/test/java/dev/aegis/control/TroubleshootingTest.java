package dev.aegis.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.control.http.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Compares `docs/troubleshooting.md` and `docs/protocol.md` with the problem codes of the server.
final class TroubleshootingTest {
    @Test
    void explainsEveryProblemCode() throws IOException {
        for (String page : List.of("troubleshooting.md", "protocol.md")) {
            String text = Files.readString(Path.of("..", "docs", page));
            assertEquals(
                    List.of(),
                    Arrays.stream(ProblemCode.values())
                            .map(ProblemCode::wire)
                            .filter(code -> !text.contains("`" + code + "`"))
                            .toList(),
                    page);
        }
    }
}
