package dev.aegis.chip.memory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The address space of the core. A page table of 4 KiB pages finds memory, a table of 1 KiB blocks finds registers.
public final class AddressSpace {
    /// Returns the reason why an address is not mapped, or null if unknown.
    @FunctionalInterface
    public interface Explainer {
        @Nullable
        String explain(int address);
    }

    private static final int PAGE_SHIFT = 12;

    private final @Nullable MemoryView[] views = new @Nullable MemoryView[1 << (32 - PAGE_SHIFT)];
    private final RegisterWindow peripherals = new RegisterWindow(0x6000_0000, 0x0010_0000);
    private final RegisterWindow cpuSubsystem = new RegisterWindow(0x2000_0000, 0x0000_4000);
    private final List<Explainer> explainers = new ArrayList<>();

    public void map(MemoryView view) {
        fill(view.start(), view.size(), view);
    }

    public void unmap(int start, int size) {
        fill(start, size, null);
    }

    private void fill(int start, int size, @Nullable MemoryView view) {
        int first = start >>> PAGE_SHIFT;
        for (int page = 0; page < size >>> PAGE_SHIFT; page++) {
            views[first + page] = view;
        }
    }

    public void attach(int base, int size, RegisterBlock block) {
        (cpuSubsystem.covers(base) ? cpuSubsystem : peripherals).attach(base, size, block);
    }

    public void explainWith(Explainer explainer) {
        explainers.add(explainer);
    }

    /// Returns whether `length` bytes from `address` on are RAM that software may write.
    public boolean isRam(int address, int length) {
        for (long at = Integer.toUnsignedLong(address); at < Integer.toUnsignedLong(address) + length; at++) {
            MemoryView view = views[(int) at >>> PAGE_SHIFT];
            if (view == null || !view.writable) {
                return false;
            }
            at |= (1 << PAGE_SHIFT) - 1;
        }
        return true;
    }

    /// Returns the decoded instructions around `address`; traps if instructions cannot be fetched there.
    public CodeRegion code(int address) {
        return executable(address).code();
    }

    public int fetchHalf(int address) {
        return executable(address).half(address);
    }

    public void decodedAt(int address, int length) {
        executable(address).decodedAt(address, length);
    }

    private MemoryView executable(int address) {
        MemoryView view = views[address >>> PAGE_SHIFT];
        if (view == null) {
            throw new AccessFault(Access.FETCH, address, explain(address));
        }
        if (!view.executable) {
            throw new AccessFault(Access.FETCH, address, "the data bus does not deliver instructions");
        }
        return view;
    }

    public int loadWord(int address) {
        MemoryView view = views[address >>> PAGE_SHIFT];
        if (view != null && (address & 3) == 0) {
            return view.word(address);
        }
        return registerLoad(address);
    }

    /// Zero-extended.
    public int loadHalf(int address) {
        MemoryView view = views[address >>> PAGE_SHIFT];
        if (view != null && view.narrow && (address & 1) == 0) {
            return view.half(address);
        }
        throw narrowFault(address, 2, Access.LOAD, Access.MISALIGNED_LOAD);
    }

    /// Zero-extended.
    public int loadByte(int address) {
        MemoryView view = views[address >>> PAGE_SHIFT];
        if (view != null && view.narrow) {
            return view.octet(address);
        }
        throw narrowFault(address, 1, Access.LOAD, Access.MISALIGNED_LOAD);
    }

    public void storeWord(int address, int value) {
        MemoryView view = views[address >>> PAGE_SHIFT];
        if (view != null && view.writable && (address & 3) == 0) {
            view.putWord(address, value);
            return;
        }
        registerStore(address, value);
    }

    public void storeHalf(int address, int value) {
        MemoryView view = views[address >>> PAGE_SHIFT];
        if (view == null || !view.narrow || !view.writable || (address & 1) != 0) {
            throw narrowFault(address, 2, Access.STORE, Access.MISALIGNED_STORE);
        }
        view.putHalf(address, value);
    }

    public void storeByte(int address, int value) {
        MemoryView view = views[address >>> PAGE_SHIFT];
        if (view == null || !view.narrow || !view.writable) {
            throw narrowFault(address, 1, Access.STORE, Access.MISALIGNED_STORE);
        }
        view.putOctet(address, value);
    }

    private int registerLoad(int address) {
        if ((address & 3) != 0) {
            throw new AccessFault(Access.MISALIGNED_LOAD, address, "a word must be at a multiple of 4");
        }
        RegisterWindow window = cpuSubsystem.covers(address) ? cpuSubsystem : peripherals;
        RegisterBlock block = window.blockAt(address);
        if (block == null) {
            throw new AccessFault(Access.LOAD, address, explain(address));
        }
        return block.read(window.offsetInBlock(address));
    }

    private void registerStore(int address, int value) {
        if ((address & 3) != 0) {
            throw new AccessFault(Access.MISALIGNED_STORE, address, "a word must be at a multiple of 4");
        }
        RegisterWindow window = cpuSubsystem.covers(address) ? cpuSubsystem : peripherals;
        RegisterBlock block = window.blockAt(address);
        if (block == null) {
            throw new AccessFault(Access.STORE, address, explainStore(address));
        }
        block.write(window.offsetInBlock(address), value);
    }

    private String explainStore(int address) {
        return views[address >>> PAGE_SHIFT] == null
                ? explain(address)
                : "flash cannot be written through the cache window";
    }

    private AccessFault narrowFault(int address, int width, Access refused, Access misaligned) {
        MemoryView view = views[address >>> PAGE_SHIFT];
        if (address % width != 0) {
            return new AccessFault(misaligned, address, "a halfword must be at an even address");
        }
        if (view != null && !view.narrow) {
            return new AccessFault(refused, address, "the instruction bus moves data in aligned words only");
        }
        if (view != null) {
            return new AccessFault(refused, address, explainStore(address));
        }
        if (peripherals.covers(address) || cpuSubsystem.covers(address)) {
            return new AccessFault(refused, address, "registers allow 32-bit accesses only");
        }
        return new AccessFault(refused, address, explain(address));
    }

    private String explain(int address) {
        for (Explainer explainer : explainers) {
            String reason = explainer.explain(address);
            if (reason != null) {
                return reason;
            }
        }
        return "no memory or register is at this address";
    }
}
