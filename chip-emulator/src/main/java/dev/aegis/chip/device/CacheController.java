package dev.aegis.chip.device;

/// The cache's control registers, in the two layouts of the chips.
public final class CacheController extends PlainRegisters {
    /// The offsets of a chip's cache switches.
    ///
    /// @param enable offset of the register whose bit 0 enables the cache, or -1 if only the ROM's functions can
    /// @param shut offset of the register with the bus shut bits 0 and 1
    /// @param sync offset of the synchronisation register
    /// @param syncDone its "done" bit
    /// @param pageSize offset of the register with the MMU page size in bits 3 and 4, or -1
    public record Layout(int enable, int shut, int sync, int syncDone, int pageSize) {}

    private final FlashMapping mapping;
    private final Layout layout;

    public CacheController(FlashMapping mapping, Layout layout) {
        super(0x1000);
        this.mapping = mapping;
        this.layout = layout;
    }

    @Override
    public int read(int offset) {
        if (offset == layout.enable()) {
            return (stored(offset) & ~1) | (mapping.isEnabled() ? 1 : 0);
        }
        if (offset == layout.shut()) {
            return (stored(offset) & ~3) | mapping.shutBits();
        }
        return offset == layout.sync() ? stored(offset) | layout.syncDone() : stored(offset);
    }

    @Override
    public void write(int offset, int value) {
        store(offset, offset == layout.sync() ? 0 : value);
        if (offset == layout.enable()) {
            mapping.enable((value & 1) != 0);
        } else if (offset == layout.shut()) {
            mapping.shut(value & 3);
        } else if (offset == layout.pageSize()) {
            int code = value >>> 3 & 3;
            mapping.setPageSize(code == 0 ? 0x4000 : code == 1 ? 0x8000 : 0x1_0000);
        }
    }
}
