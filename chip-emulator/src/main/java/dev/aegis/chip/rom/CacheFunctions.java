package dev.aegis.chip.rom;

import dev.aegis.chip.device.FlashMapping;

/// Functions that switch the flash cache and fill its MMU.
final class CacheFunctions {
    private static final int LINE_SIZE = 32;
    private static final int BAD_ALIGNMENT = 2;
    private static final int BAD_PAGE_SIZE = 3;

    private final FlashMapping mapping;

    CacheFunctions(RomServices services) {
        this.mapping = services.memory().mapping();
    }

    void addTo(RomLibrary library) {
        library.withData("Cache_Enable_ICache", call -> mapping.enable(true))
                .withData("Cache_Resume_ICache", call -> mapping.enable(true))
                .withData("Cache_Disable_ICache", this::disable)
                .withData("Cache_Suspend_ICache", this::disable)
                .withData("ROM_Boot_Cache_Init", call -> mapping.invalidateAll())
                .withData("Cache_MMU_Init", call -> mapping.invalidateAll())
                .withData("Cache_Ibus_MMU_Set", call -> map(call, 0))
                .withData("Cache_Dbus_MMU_Set", call -> map(call, 0))
                .withData("Cache_MSPI_MMU_Set", call -> map(call, 1))
                .withData("MMU_Set_Page_Mode", call -> mapping.setPageSize(pageSize(call.argument(0))))
                .withData("Cache_Invalidate_ICache_All", call -> {})
                .withData("Cache_Invalidate_Addr", call -> call.result(0))
                .withData("Cache_Invalidate_ICache_Items", call -> {})
                .withData("Cache_Set_Default_Mode", call -> {})
                .withData("Cache_Enable_Defalut_ICache_Mode", call -> mapping.enable(true))
                .withData("Cache_Owner_Init", call -> {})
                .withData("Cache_Mask_All", call -> mapping.shut(3))
                .withData("Cache_Suspend_ICache_Autoload", call -> call.result(0))
                .withData("Cache_Resume_ICache_Autoload", call -> {})
                .withData("Cache_Enable_ICache_Autoload", call -> {})
                .withData("Cache_Disable_ICache_Autoload", call -> {})
                .withData("Cache_Set_IDROM_MMU_Size", call -> {})
                .pure("Cache_Get_ICache_Line_Size", call -> call.result(LINE_SIZE));
    }

    /// Returns the autoload setting to restore when enabling; autoload is always off here.
    private void disable(RomCall call) {
        mapping.enable(false);
        call.result(0);
    }

    private static int pageSize(int mode) {
        return mode == 0 ? 0x4000 : mode == 1 ? 0x8000 : 0x1_0000;
    }

    /// @param shift number of arguments before `ext_ram`
    private void map(RomCall call, int shift) {
        int vaddr = call.argument(shift + 1);
        int paddr = call.argument(shift + 2);
        int pageKibibytes = call.argument(shift + 3);
        int count = call.argument(shift + 4);
        if (pageKibibytes * 1024 != mapping.pageSize()) {
            call.result(BAD_PAGE_SIZE);
        } else if (vaddr % mapping.pageSize() != 0 || paddr % mapping.pageSize() != 0) {
            call.result(BAD_ALIGNMENT);
        } else {
            mapping.map(vaddr, paddr, count);
            call.result(0);
        }
    }
}
