package dev.aegis.chip.rom;

import dev.aegis.chip.cpu.Cpu;
import dev.aegis.chip.cpu.Rom;
import dev.aegis.chip.memory.AddressSpace;
import dev.aegis.chip.model.ChipModel;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The ROM as programs use it: a call to a function's address has the function's effect and returns. Its code cannot be
/// read as data.
public final class MaskRom implements Rom, AddressSpace.Explainer {
    /// The return address for program functions called by the ROM; no ROM function has this address.
    public static final int HOOK_RETURN = ChipModel.RomMap.CODE + 4;

    private static final int RETURN_ADDRESS = 1;
    private static final long CALL_CYCLES = 20;

    private final ChipModel model;
    private final RomSymbols symbols;
    private @Nullable Parts parts;

    private record Parts(RomServices services, RomLibrary library, RomData data) {}

    public MaskRom(ChipModel model) {
        this.model = model;
        this.symbols = RomSymbols.of(model.name());
    }

    /// Connects the chip's parts. The ROM and the core need each other, so this is a second step after both are built.
    public void connect(RomServices services) {
        RomLibrary library = new RomLibrary();
        new ConsoleFunctions(services).addTo(library);
        new SystemFunctions(services).addTo(library);
        new CacheFunctions(services).addTo(library);
        new FlashFunctions(services).addTo(library);
        new DigestFunctions().addTo(library);
        new FuseFunctions(services).addTo(library);
        new PinFunctions(services).addTo(library);
        MemoryFunctions.addTo(library);
        StringFunctions.addTo(library);
        IntegerFunctions.addTo(library);
        FloatFunctions.addTo(library);
        ChecksumFunctions.addTo(library);
        parts = new Parts(services, library, RomData.watch(services, symbols));
    }

    @Override
    public boolean covers(int address) {
        return Integer.compareUnsigned(
                        address - ChipModel.RomMap.CODE, model.memory().rom().codeSize())
                < 0;
    }

    @Override
    public void enter(int address) {
        Parts connected = parts;
        if (connected == null) {
            throw new IllegalStateException("the ROM is not connected");
        }
        if (address == HOOK_RETURN) {
            connected.services().host().programReturned();
            return;
        }
        List<String> names = symbols.at(address);
        for (String name : names) {
            RomFunction function = connected.library().find(name).orElse(null);
            if (function != null) {
                call(connected, name, function);
                return;
            }
        }
        connected.services().host().notEmulated(describe(names, address));
    }

    private static String describe(List<String> names, int address) {
        return names.isEmpty()
                ? "code at 0x%08x in the ROM, where no function is known, is not emulated".formatted(address)
                : "ROM function %s at 0x%08x is not emulated".formatted(names.getFirst(), address);
    }

    private static void call(Parts parts, String name, RomFunction function) {
        RomServices services = parts.services();
        OptionalInt overwritten = parts.data().overwritten();
        if (overwritten.isPresent() && parts.library().needsData(name)) {
            services.host()
                    .notEmulated("ROM function %s after the program overwrote the ROM's data at 0x%08x is not emulated"
                            .formatted(name, overwritten.getAsInt()));
            return;
        }
        Cpu cpu = services.cpu();
        int returnAddress = cpu.register(RETURN_ADDRESS);
        function.call(new RomCall(cpu, services.memory().bus()));
        services.host()
                .passTime(CALL_CYCLES * 1_000_000_000_000L / services.clock().frequency());
        cpu.jump(returnAddress);
    }

    @Override
    public @Nullable String explain(int address) {
        boolean dataView = Integer.compareUnsigned(
                        address - model.memory().rom().dataView(),
                        model.memory().rom().dataViewSize())
                < 0;
        return covers(address) || dataView ? "the ROM's bytes are not modelled, only its functions" : null;
    }
}
