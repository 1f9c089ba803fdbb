package dev.aegis.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FigureTest {
    @Test
    void takesTheMiddleOfAnOddNumberOfRuns() {
        Figure figure = new Figure("build", "cold", Unit.SECONDS, List.of(9.0, 1.0, 2.0), "");
        assertEquals(1.0, figure.minimum());
        assertEquals(2.0, figure.median());
        assertEquals(9.0, figure.maximum());
    }

    @Test
    void takesTheMeanOfTheMiddleTwoOfAnEvenNumber() {
        Figure figure = new Figure("build", "cold", Unit.SECONDS, List.of(8.0, 1.0, 4.0, 2.0), "");
        assertEquals(3.0, figure.median());
    }

    @Test
    void refusesAFigureWithoutARun() {
        assertThrows(IllegalArgumentException.class, () -> new Figure("build", "cold", Unit.SECONDS, List.of(), ""));
    }

    @Test
    void measuresPairsInTurnsAndComparesWithinEachPair() {
        List<String> order = new ArrayList<>();
        Pairs pairs = Pairs.measure(
                3,
                pair -> {
                    order.add("ours");
                    return 6.0 * (pair + 1);
                },
                pair -> {
                    order.add("theirs");
                    return 2.0 * (pair + 1);
                });
        assertEquals(List.of("theirs", "ours", "ours", "theirs", "theirs", "ours"), order);
        assertEquals(List.of(3.0, 3.0, 3.0), pairs.ratios());
        assertEquals(List.of(6.0, 12.0, 18.0), pairs.ours());
    }

    @Test
    void printsTheTargetBesideTheFigure() {
        String table =
                Table.of(List.of(new Figure("upload", "one file edited", Unit.BYTES, List.of(2048.0), "under 10 KB")));
        String[] lines = table.split("\n");
        assertEquals("upload", lines[1]);
        assertTrue(lines[2].matches("  one file edited +bytes +1 +2048 +2048 +2048  under 10 KB"), lines[2]);
    }

    @Test
    void listsTheMeasurementsWhenAnUnknownOneIsRequested() {
        var wrong =
                assertThrows(IllegalArgumentException.class, () -> BenchOptions.of(List.of("speed"), Set.of("build")));
        assertEquals("there is no measurement 'speed'; there are: build", wrong.getMessage());
    }
}
