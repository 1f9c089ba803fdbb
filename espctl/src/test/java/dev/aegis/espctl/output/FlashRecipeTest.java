package dev.aegis.espctl.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlashRecipeTest {
    @Test
    void leavesOutTheRecipeOfEspIdf() {
        assertEquals(List.of("Successfully created esp32c3 image.", "warning: something else"), shown("""
                        Successfully created esp32c3 image.

                        Project build complete. To flash, run:
                         idf.py flash
                        or
                         idf.py -p PORT flash
                        or
                         python -m esptool --chip esp32c3 -b 460800 write_flash --flash_mode dio 0x0 build/b.bin
                        or from the "/project/build" directory
                         python -m esptool --chip esp32c3 -b 460800 write_flash "@flash_args"
                        warning: something else
                        """));
    }

    @Test
    void knowsTheRecipesOfAPartAndOfOtherVersions() {
        assertEquals(List.of("end"), shown("""
                App build complete. To flash, run:
                 idf.py app-flash
                or\r
                 /opt/python3.12 -m esptool --chip esp32 write-flash 0x10000 build/a.bin
                end
                """));
        assertEquals(List.of("end"), shown("""
                Project build complete. To flash, run this command:
                /home/me/.espressif/python_env/bin/python ../esptool.py -p (PORT) write_flash 0x1000 x.bin
                or run 'idf.py -p (PORT) flash'
                end
                """));
    }

    @Test
    void keepsOrdinaryLines() {
        assertEquals(
                List.of("python -m esptool --chip esp32c3 elf2image", "or", "idf.py size"),
                shown("python -m esptool --chip esp32c3 elf2image\nor\nidf.py size\n"));
    }

    private static List<String> shown(String log) {
        FlashRecipe recipe = new FlashRecipe();
        return log.lines()
                .filter(line -> !recipe.has(line))
                .filter(line -> !line.isBlank())
                .toList();
    }
}
