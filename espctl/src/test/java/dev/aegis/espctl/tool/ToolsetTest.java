package dev.aegis.espctl.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.mcp.tool.Tool;
import dev.aegis.mcp.tool.ToolAnnotations;
import dev.aegis.mcp.tool.ToolResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolsetTest {
    @Test
    void declaresAToolWithItsGroupAndItsEffect() {
        for (Toolset set : Toolset.values()) {
            Tool tool = set.tool(
                    "a",
                    "A",
                    new Purpose("Does a.", "b", "c", "d"),
                    ToolAnnotations.READS,
                    (given, call) -> ToolResult.text("a"));

            ToolCatalog.requireToolset(tool);
            assertTrue(tool.annotations().readOnly());
        }
    }

    @Test
    void refusesAToolWithoutAKnownGroupByItsName() {
        Tool none = Tool.named("size.new", "A", "Does a.", (given, call) -> ToolResult.text("a"));

        for (Tool tool : List.of(none, none.inToolset("sizes"))) {
            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> ToolCatalog.requireToolset(tool));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("tool size.new is in no toolset"));
        }
    }

    @Test
    void isTheListOfTheOptions() {
        assertEquals(List.of("build", "logs", "firmware", "analysis", "project", "store"), ServeOptions.TOOLSETS);
    }
}
