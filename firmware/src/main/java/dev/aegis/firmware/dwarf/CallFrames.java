package dev.aegis.firmware.dwarf;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.dwarf.FrameEntry.Common;
import dev.aegis.firmware.elf.ElfFile;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The frame information of a program, from which a debugger finds the caller of each function: `.debug_frame` (DWARF,
/// section 6.4) and `.eh_frame` (Linux Standard Base, section 10.6).
public final class CallFrames {
    private static final int ABSOLUTE = 0x00;
    private static final int NO_ADDRESS = 0xff;
    private static final int RELATIVE = 0x10;

    private final TreeMap<Long, Found> entries = new TreeMap<>();

    private record Found(FrameEntry entry, ByteBuffer section) {}

    public CallFrames(ElfFile elf) {
        // The debug sections describe more; what both describe is the same.
        read(elf, ".eh_frame", true);
        read(elf, ".debug_frame", false);
    }

    /// Returns the rules at an address; empty when the program does not describe it.
    public Optional<FrameRules> at(long address) {
        Map.Entry<Long, Found> before = entries.floorEntry(address);
        if (before == null || address >= before.getValue().entry().to()) {
            return Optional.empty();
        }
        Found found = before.getValue();
        try {
            return Optional.of(ElfFile.guarded(
                    "its frame information",
                    () -> FrameProgram.at(found.entry(), new DwarfBytes(found.section()), address)));
        } catch (FirmwareException unsupported) {
            return Optional.empty();
        }
    }

    private void read(ElfFile elf, String name, boolean exceptions) {
        ElfFile.Section header = elf.header(name).orElse(null);
        if (header == null) {
            return;
        }
        try {
            ElfFile.guarded("its frame information", () -> {
                new Section(elf.content(header), header.address(), exceptions).read();
                return entries.size();
            });
        } catch (FirmwareException unreadable) {
            // The entries before the broken one are good.
        }
    }

    /// One of both sections while it is read.
    private final class Section {
        private final ByteBuffer content;
        private final long base;
        private final boolean exceptions;
        private final Map<Long, Common> commons = new HashMap<>();

        Section(ByteBuffer content, long base, boolean exceptions) {
            this.content = content;
            this.base = base;
            this.exceptions = exceptions;
        }

        void read() {
            DwarfBytes in = new DwarfBytes(content);
            while (in.left() >= 4) {
                long length = in.u32();
                if (length == 0) {
                    continue;
                }
                boolean wide = length == 0xffff_ffffL;
                length = wide ? in.u64() : length;
                int end = Math.toIntExact(Math.addExact(in.at(), length));
                int place = in.at();
                long id = in.word(wide && !exceptions);
                if (!isCommon(id, wide)) {
                    function(in, exceptions ? place - id : id, end);
                }
                in.moveTo(end);
            }
        }

        private boolean isCommon(long id, boolean wide) {
            return exceptions ? id == 0 : id == (wide ? -1L : 0xffff_ffffL);
        }

        private void function(DwarfBytes in, long commonAt, int end) {
            Common common = commons.get(commonAt);
            if (common == null) {
                common = common(commonAt);
                commons.put(commonAt, common);
            }
            Long from = address(in, common.encoding());
            long length = in.u32();
            if (common.augmented()) {
                in.skip(in.unsignedLeb());
            }
            // Code that the linker removed keeps its description, at address 0.
            if (from != null && from != 0 && length > 0) {
                entries.put(from, new Found(new FrameEntry(common, from, from + length, in.at(), end), content));
            }
        }

        private Common common(long at) {
            DwarfBytes in = new DwarfBytes(content);
            in.moveTo(at);
            long length = in.u32();
            boolean wide = length == 0xffff_ffffL;
            length = wide ? in.u64() : length;
            int end = Math.toIntExact(Math.addExact(in.at(), length));
            in.word(wide && !exceptions);
            int version = in.u8();
            String augmentation = in.text();
            if (version >= 4) {
                in.skip(2);
            }
            long codeUnit = in.unsignedLeb();
            long dataUnit = in.signedLeb();
            int returnRegister = version == 1 ? in.u8() : (int) in.unsignedLeb();
            int encoding = ABSOLUTE;
            boolean augmented = augmentation.startsWith("z");
            if (augmented) {
                long next = in.unsignedLeb();
                next += in.at();
                encoding = encoding(in, augmentation);
                in.moveTo(next);
            }
            return new Common(
                    in.at(), end, codeUnit, dataUnit, returnRegister, encoding, augmented, augmentation.contains("S"));
        }

        private int encoding(DwarfBytes in, String augmentation) {
            int encoding = ABSOLUTE;
            for (char letter : augmentation.substring(1).toCharArray()) {
                switch (letter) {
                    case 'R' -> encoding = in.u8();
                    case 'L' -> in.u8();
                    case 'P' -> address(in, in.u8());
                    default -> {}
                }
            }
            return encoding;
        }

        private @Nullable Long address(DwarfBytes in, int encoding) {
            if (encoding == NO_ADDRESS) {
                return null;
            }
            int at = in.at();
            long value = switch (encoding & 0x0f) {
                case 0x00, 0x03, 0x0b -> in.u32();
                case 0x02 -> in.u16();
                case 0x0a -> (short) in.u16();
                case 0x04, 0x0c -> in.u64();
                default -> throw ElfFile.malformed("its frame information encodes addresses as " + encoding);
            };
            long whole = (encoding & 0x70) == RELATIVE ? value + base + at : value;
            return whole & 0xffff_ffffL;
        }
    }
}
