package dev.aegis.chip.device;

import dev.aegis.chip.memory.AddressSpace;
import dev.aegis.chip.memory.MemoryView;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The flash MMU and the cache's switches: map pages of flash into the windows, and enable or disable the windows.
/// The cache holds no copies: a changed entry takes effect at once. At reset all entries are invalid and the cache is
/// disabled.
public final class FlashMapping implements AddressSpace.Explainer {
    /// The format of a chip's entry.
    ///
    /// @param validWhenSet whether the mask's bit marks a valid entry, and not an invalid one
    public record EntryFormat(int pageMask, int validityMask, boolean validWhenSet, int invalid) {
        boolean isValid(int entry) {
            return (entry & validityMask) != 0 == validWhenSet;
        }
    }

    private final AddressSpace memory;
    private final NorFlash flash;
    private final List<FlashWindow> windows;
    private final EntryFormat format;
    private final Runnable onChange;
    private final int[] entries;
    private int pageSize;
    private boolean enabled;
    private int shut;

    public FlashMapping(
            AddressSpace memory,
            NorFlash flash,
            List<FlashWindow> windows,
            EntryFormat format,
            int entryCount,
            int pageSize,
            int shutAtReset,
            Runnable onChange) {
        this.memory = memory;
        this.flash = flash;
        this.windows = List.copyOf(windows);
        this.format = format;
        this.entries = new int[entryCount];
        this.pageSize = pageSize;
        this.shut = shutAtReset;
        this.onChange = onChange;
        Arrays.fill(entries, format.invalid());
    }

    public int entryCount() {
        return entries.length;
    }

    public int entry(int number) {
        return entries[number];
    }

    public void setEntry(int number, int value) {
        entries[number] = value;
        for (FlashWindow window : windows) {
            showPage(window, number);
        }
        onChange.run();
    }

    public void invalidateAll() {
        Arrays.fill(entries, format.invalid());
        refresh();
    }

    public int pageSize() {
        return pageSize;
    }

    public void setPageSize(int newSize) {
        if (newSize != pageSize) {
            hideAll();
            pageSize = newSize;
            refresh();
        }
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void enable(boolean nowEnabled) {
        if (nowEnabled != enabled) {
            enabled = nowEnabled;
            refresh();
        }
    }

    public int shutBits() {
        return shut;
    }

    public void shut(int bits) {
        if (bits != shut) {
            shut = bits;
            refresh();
        }
    }

    /// Maps `count` pages of flash from `paddr` on at `vaddr`, as the ROM's functions do.
    public void map(int vaddr, int paddr, int count) {
        for (int page = 0; page < count; page++) {
            int number = (vaddr / pageSize + page) % entries.length;
            int value = paddr / pageSize + page & format.pageMask();
            setEntry(number, format.validWhenSet() ? value | format.validityMask() : value);
        }
    }

    /// Maps all pages again and discards decoded instructions, after flash content or a switch changed.
    public void refresh() {
        for (FlashWindow window : windows) {
            for (int number = 0; number < entries.length; number++) {
                showPage(window, number);
            }
        }
        onChange.run();
    }

    private void hideAll() {
        for (FlashWindow window : windows) {
            memory.unmap(window.base(), pageSize * entries.length);
        }
    }

    private void showPage(FlashWindow window, int number) {
        int address = window.base() + number * pageSize;
        long offset = (long) (entries[number] & format.pageMask()) * pageSize;
        if (isOpen(window) && format.isValid(entries[number]) && offset + pageSize <= flash.size()) {
            memory.map(MemoryView.ofFlash(flash.content(), (int) offset, pageSize, address, window.bus()));
        } else {
            memory.unmap(address, pageSize);
        }
    }

    private boolean isOpen(FlashWindow window) {
        return enabled && (shut & 1 << window.shutBit()) == 0;
    }

    @Override
    public @Nullable String explain(int address) {
        for (FlashWindow window : windows) {
            if (Integer.compareUnsigned(address - window.base(), pageSize * entries.length) < 0) {
                return explainIn(window, (address - window.base()) / pageSize);
            }
        }
        return null;
    }

    private String explainIn(FlashWindow window, int number) {
        if (!enabled) {
            return "the flash cache is disabled";
        }
        if ((shut & 1 << window.shutBit()) != 0) {
            return "this bus of the flash cache is shut";
        }
        if (!format.isValid(entries[number])) {
            return "flash MMU entry %d is invalid (0x%x)".formatted(number, entries[number]);
        }
        return "flash MMU entry %d (0x%x) points past the end of the flash".formatted(number, entries[number]);
    }
}
