package dev.aegis.firmware.dwarf;

/// Runs the line program of one unit (DWARF, section 6.2.5) and reports the address range of each row.
final class LineProgram {
    private static final int COPY = 1;
    private static final int ADVANCE_ADDRESS = 2;
    private static final int ADVANCE_LINE = 3;
    private static final int SET_FILE = 4;
    private static final int ADD_CONSTANT = 8;
    private static final int ADVANCE_FIXED = 9;
    private static final int END_SEQUENCE = 1;
    private static final int SET_ADDRESS = 2;

    private final LineHeader header;
    private final Rows rows;
    private long address;
    private long file = 1;
    private long line = 1;
    private boolean open;
    private long openAddress;
    private long openFile;
    private long openLine;

    /// Receives each row once its end is known.
    interface Rows {
        void covers(long from, long to, long file, long line);
    }

    LineProgram(LineHeader header, Rows rows) {
        this.header = header;
        this.rows = rows;
    }

    void run(DwarfBytes in, int end) {
        while (in.at() < end) {
            int opcode = in.u8();
            if (opcode == 0) {
                extended(in);
            } else if (opcode < header.operandCounts().length) {
                standard(in, opcode);
            } else {
                special(opcode);
            }
        }
    }

    private void special(int opcode) {
        int adjusted = opcode - header.operandCounts().length;
        advance(adjusted / header.lineRange());
        line += header.lineBase() + adjusted % header.lineRange();
        row();
    }

    private void standard(DwarfBytes in, int opcode) {
        switch (opcode) {
            case COPY -> row();
            case ADVANCE_ADDRESS -> advance(in.unsignedLeb());
            case ADVANCE_LINE -> line += in.signedLeb();
            case SET_FILE -> file = in.unsignedLeb();
            case ADD_CONSTANT -> advance((255 - header.operandCounts().length) / header.lineRange());
            case ADVANCE_FIXED -> address += in.u16();
            default -> {
                for (int i = header.operandCounts()[opcode]; i > 0; i--) {
                    in.unsignedLeb();
                }
            }
        }
    }

    private void extended(DwarfBytes in) {
        long length = in.unsignedLeb();
        long next = in.at() + length;
        if (length > 0) {
            int opcode = in.u8();
            if (opcode == END_SEQUENCE) {
                end();
            } else if (opcode == SET_ADDRESS) {
                address = length >= 9 ? in.u64() : in.u32();
            }
        }
        in.moveTo(next);
    }

    private void advance(long instructions) {
        address += instructions * header.minimumInstruction();
    }

    private void row() {
        close();
        open = true;
        openAddress = address;
        openFile = file;
        openLine = line;
    }

    private void end() {
        close();
        open = false;
        address = 0;
        file = 1;
        line = 1;
    }

    private void close() {
        if (open && address > openAddress) {
            rows.covers(openAddress, address, openFile, openLine);
        }
    }
}
