package dev.aegis.espctl.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.inspect.SizeAnswer;
import dev.aegis.firmware.size.SizeReport;
import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Share;
import dev.aegis.mcp.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The data for AI clients has the names and values of `espctl size --json`, and every field that the schema declares.
class SizeResultsTest {
    private static final Set<String> COUNTED =
            Set.of("components", "files", "more_components", "more_files", "memories");

    @Test
    void hasTheFieldsOfTheCommandLineAndOfTheSchema() {
        Set<String> seen = new TreeSet<>();
        for (SizeReport report : List.of(report(900, 1_000L, 100), report(1_100, 1_000L, 2_000))) {
            JsonObject data = SizeResults.json(
                            new SizeAnswer("t-1", "esp32c3", SizeAnswer.Detail.COMPONENTS, report, null))
                    .object("size_report");
            JsonObject record = RecordJson.of(report);

            for (String name : data.names()) {
                if (!COUNTED.contains(name)) {
                    assertEquals(record.get(name), data.get(name), name);
                }
            }
            for (String name : record.names()) {
                assertTrue(data.has(name) || Set.of("files", "overflows").contains(name), name);
            }
            seen.addAll(data.names());
        }
        Set<String> declared = SizeResults.FIELD.schema().object("properties").names();
        assertTrue(seen.containsAll(declared), declared + " in " + seen);
    }

    @Test
    void neverHasANegativeFigure() {
        String data = SizeResults.json(
                        new SizeAnswer("t-1", "esp32c3", SizeAnswer.Detail.FILES, report(1_100, 1_000L, 2_000), null))
                .toString();

        assertTrue(!data.contains(":-"), data);
        assertTrue(data.contains("\"flash_overflow\":100"), data);
        assertTrue(data.contains("\"overflow\":1000"), data);
    }

    private static SizeReport report(long image, long partition, long ram) {
        Memory memory = Memory.of("DRAM", ram, 1_000L, List.of());
        List<Share> shares = List.of(new Share("liba.a", ram, Map.of("DRAM", ram)));
        return new SizeReport(
                800,
                image,
                partition,
                ram,
                memory.overflow() == null ? memory.free() : null,
                List.of(memory),
                shares,
                List.of());
    }
}
