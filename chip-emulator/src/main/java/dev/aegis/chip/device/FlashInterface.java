package dev.aegis.chip.device;

/// SPI0 on esp32c6 and esp32h2, with the flash MMU's index, content and page size registers.
public final class FlashInterface extends PlainRegisters {
    private static final int CONTENT = 0x37c;
    private static final int INDEX = 0x380;
    private static final int POWER = 0x384;
    private static final int ENTRY_MASK = 0x7ff;

    private final FlashMapping mapping;

    public FlashInterface(FlashMapping mapping) {
        super(0x400);
        this.mapping = mapping;
        with(POWER, 0x1320_0004);
    }

    private int index() {
        return stored(INDEX) % mapping.entryCount();
    }

    @Override
    public int read(int offset) {
        return offset == CONTENT ? mapping.entry(index()) : stored(offset);
    }

    @Override
    public void write(int offset, int value) {
        if (offset == CONTENT) {
            mapping.setEntry(index(), value & ENTRY_MASK);
            return;
        }
        store(offset, offset == INDEX ? value & 0xff : value);
        if (offset == POWER) {
            mapping.setPageSize(0x1_0000 >>> (value >>> 3 & 3));
        }
    }
}
