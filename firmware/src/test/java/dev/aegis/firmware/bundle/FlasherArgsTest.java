package dev.aegis.firmware.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.FirmwareException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlasherArgsTest {
    private final String real = read();

    @Test
    void readsWhatEspIdfWrites() {
        FlasherArgs args = FlasherArgs.read(bytes(real));

        assertEquals("esp32c3", args.chip());
        assertEquals("dio", args.flashMode());
        assertEquals("2MB", args.flashSize());
        assertEquals("80m", args.flashFreq());
        assertEquals(
                List.of("bootloader/bootloader.bin", "partition_table/partition-table.bin", "hello_world.bin"),
                args.files().stream().map(FlasherArgs.FlashFile::path).toList());
        assertEquals(0x8000, args.files().get(1).offset());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"hello_world.bin\",`, `\"../../.bashrc\",`, leaves its folder",
                "`\"hello_world.bin\",`, `\"/etc/passwd\",`, leaves its folder",
                "`\"hello_world.bin\",`, `\"a\\nb\",`, no place in it",
                "`\"hello_world.bin\",`, `17,`, is not text",
                "`\"hello_world.bin\",`, `\"bootloader/bootloader.bin\",`, written twice",
                "0x10000\" :, 0x00 \" :, not a flash offset",
                "0x10000\" :, 0x00\" :, two files",
                "0x10000\" :, -1\" :, not a flash offset",
                "0x10000\" :, 0x1000000000\" :, not a flash offset",
                "flash_files, flash_filez, must name",
                "`\"esp32c3\"`, `\"$(reboot)\"`, 'chip'",
                "`\"dio\",`, `\"dio; rm\",`, flash_mode",
            })
    void refusesHostileInput(String found, String replacement, String reason) {
        assertTrue(real.contains(found));
        String hostile = real.replace(found, replacement);

        FirmwareException refused = assertThrows(FirmwareException.class, () -> FlasherArgs.read(bytes(hostile)));

        assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused.getMessage());
    }

    @Test
    void refusesWhatIsNotJson() {
        assertThrows(FirmwareException.class, () -> FlasherArgs.read(bytes("{")));
        assertThrows(FirmwareException.class, () -> FlasherArgs.read(bytes("[".repeat(100_000))));
        assertThrows(FirmwareException.class, () -> FlasherArgs.read(new byte[0]));
    }

    private static String read() {
        try (var in = FlasherArgsTest.class.getResourceAsStream("/flasher_args.json")) {
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
