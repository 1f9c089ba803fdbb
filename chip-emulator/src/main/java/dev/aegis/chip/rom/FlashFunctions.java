package dev.aegis.chip.rom;

import dev.aegis.chip.device.FlashMapping;
import dev.aegis.chip.device.NorFlash;
import java.util.List;

/// Functions that read and write flash through SPI1, without the cache. The boot leaves the controller ready, so the
/// set-up functions change nothing.
final class FlashFunctions {
    private static final int OK = 0;
    private static final int ERROR = 1;

    private final NorFlash flash;
    private final FlashMapping mapping;

    FlashFunctions(RomServices services) {
        this.flash = services.memory().flash();
        this.mapping = services.memory().mapping();
    }

    void addTo(RomLibrary library) {
        for (String prefix : List.of("", "_")) {
            library.withData(prefix + "esp_rom_spiflash_read", this::read)
                    .withData(prefix + "esp_rom_spiflash_write", this::write)
                    .withData(prefix + "esp_rom_spiflash_erase_sector", call -> erase(call, NorFlash.SECTOR))
                    .withData(prefix + "esp_rom_spiflash_erase_block", call -> erase(call, 16 * NorFlash.SECTOR))
                    .withData(prefix + "esp_rom_spiflash_unlock", call -> call.result(OK))
                    .withData(prefix + "SPI_write_enable", call -> call.result(OK));
        }
        for (String name : List.of(
                "esp_rom_spiflash_wait_idle",
                "esp_rom_spiflash_config_param",
                "esp_rom_spiflash_config_clk",
                "esp_rom_spiflash_config_readmode",
                "esp_rom_spiflash_attach",
                "spi_flash_attach",
                "SelectSpiFunction",
                "SetSpiDrvs",
                "spi_dummy_len_fix",
                "esp_rom_spiflash_select_qio_pins")) {
            library.withData(name, call -> call.result(OK));
        }
    }

    private void read(RomCall call) {
        int source = call.argument(0);
        int target = call.argument(1);
        int length = call.argument(2);
        if (length < 0 || Integer.toUnsignedLong(source) + length > flash.size() || (target & 3) != 0) {
            call.result(ERROR);
            return;
        }
        for (int at = 0; at < length; at += 4) {
            int word = 0;
            for (int i = 0; i < 4; i++) {
                word |= flash.read(source + at + i) << (8 * i);
            }
            putPart(call, target + at, word, Math.min(4, length - at));
        }
        call.result(OK);
    }

    private static void putPart(RomCall call, int address, int word, int count) {
        if (count == 4) {
            call.memory().storeWord(address, word);
            return;
        }
        for (int i = 0; i < count; i++) {
            call.memory().storeByte(address + i, word >>> (8 * i));
        }
    }

    private void write(RomCall call) {
        int target = call.argument(0);
        int length = call.argument(2);
        if ((target & 3) != 0 || length < 0 || Integer.toUnsignedLong(target) + length > flash.size()) {
            call.result(ERROR);
            return;
        }
        byte[] bytes = call.bytes(call.argument(1), length);
        flash.enableWrite(true);
        flash.program(target, bytes);
        mapping.refresh();
        call.result(OK);
    }

    private void erase(RomCall call, int unit) {
        long start = Integer.toUnsignedLong(call.argument(0)) * unit;
        if (start >= flash.size()) {
            call.result(ERROR);
            return;
        }
        flash.enableWrite(true);
        flash.erase((int) start, unit);
        mapping.refresh();
        call.result(OK);
    }
}
