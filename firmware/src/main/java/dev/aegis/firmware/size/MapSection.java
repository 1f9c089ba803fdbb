package dev.aegis.firmware.size;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A section of the program with its content, as a linker map lists it.
final class MapSection {
    private final String name;
    private final long address;
    private final long size;
    private final List<Piece> pieces = new ArrayList<>();

    /// One entry of the section: a part of an object file, padding, or bytes that the linker script writes.
    ///
    /// @param section of the object file; empty for padding and written bytes
    /// @param file such as `libmain.a(main.c.obj)`; empty for padding and written bytes
    record Piece(long address, long size, String section, String file) {
        static Piece filling(long address, long size) {
            return new Piece(address, size, "", "");
        }

        boolean isInput() {
            return !file.isEmpty();
        }
    }

    MapSection(String name, long address, long size) {
        this.name = name;
        this.address = address;
        this.size = size;
    }

    String name() {
        return name;
    }

    long address() {
        return address;
    }

    long size() {
        return size;
    }

    void add(Piece piece) {
        pieces.add(piece);
    }

    /// Whether something was put into the section. A section of padding alone reserves no memory of the chip: it only
    /// moves the address of the next section.
    boolean isFilled() {
        return !pieces.isEmpty();
    }

    /// Returns the parts of object files with the bytes that each takes in the program.
    ///
    /// The map gives a section of strings its size before equal strings were merged, so such sections overlap: each
    /// ends where the next entry begins, and of several at one address only the last is in the program.
    List<Piece> inputs() {
        List<Piece> ordered =
                pieces.stream().sorted(Comparator.comparingLong(Piece::address)).toList();
        List<Piece> inputs = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            Piece piece = ordered.get(i);
            long next = i + 1 < ordered.size() ? ordered.get(i + 1).address() : address + size;
            long taken = Math.min(piece.address() + piece.size(), Math.min(next, address + size)) - piece.address();
            if (piece.isInput() && piece.address() >= address && taken > 0) {
                inputs.add(new Piece(piece.address(), taken, piece.section(), piece.file()));
            }
        }
        return inputs;
    }
}
