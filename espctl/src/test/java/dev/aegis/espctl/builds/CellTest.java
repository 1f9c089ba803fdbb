package dev.aegis.espctl.builds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CellTest {
    @Test
    void namesAFolderByTheVersionAndNotByItsSpelling() {
        List<Cell> cells = Cell.of(List.of("esp32c3"), List.of("5.3.1", "v5.4", "release/v5.5"), "esp32");

        assertEquals(
                List.of("build_esp32c3_v5.3.1", "build_esp32c3_v5.4", "build_esp32c3_release-v5.5"),
                cells.stream().map(cell -> cell.folder().name()).toList());
    }

    @Test
    void takesEachVersionOnce() {
        assertEquals(
                List.of("5.3.1", "v5.4", "master"),
                Cell.eachOnce(List.of("5.3.1", "v5.4", "v5.3.1", "master", "5.4", "master")));
    }
}
