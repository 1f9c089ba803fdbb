package dev.aegis.chip.rom;

import dev.aegis.chip.model.ChipModel;

/// The ROM's functions for fuses, with the values of a new chip: no secure boot, no flash encryption, default pins.
final class FuseFunctions {
    private final ChipModel model;

    FuseFunctions(RomServices services) {
        this.model = services.model();
    }

    void addTo(RomLibrary library) {
        library.pure("ets_efuse_get_mac", this::mac)
                .pure("ets_efuse_get_spiconfig", call -> call.result(0))
                .pure("ets_efuse_get_wp_pad", call -> call.result(0x3f))
                .pure("ets_efuse_secure_boot_enabled", call -> call.result(false))
                .pure("ets_efuse_secure_boot_aggressive_revoke_enabled", call -> call.result(false))
                .pure("ets_efuse_cache_encryption_enabled", call -> call.result(false))
                .pure("ets_efuse_download_modes_disabled", call -> call.result(false))
                .pure("ets_efuse_get_uart_print_control", call -> call.result(0))
                .pure("ets_efuse_get_flash_delay_us", call -> call.result(0));
    }

    private void mac(RomCall call) {
        int first = model.peripherals().fuses().get(0).value();
        int second = model.peripherals().fuses().get(1).value();
        byte[] mac = new byte[6];
        for (int i = 0; i < 6; i++) {
            mac[i] = (byte) (i < 2 ? second >>> (8 - 8 * i) : first >>> (40 - 8 * i));
        }
        call.putBytes(call.argument(0), mac);
        call.result(0);
    }
}
