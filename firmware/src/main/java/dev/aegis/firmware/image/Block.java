package dev.aegis.firmware.image;

import java.util.Arrays;

/// Bytes for one place in the chip's memory: a segment of an image that is being written.
///
/// @param address of the place; 0 for padding that is not loaded
record Block(long address, byte[] content) {
    static Block filling(int size) {
        return new Block(0, new byte[size]);
    }

    long end() {
        return address + content.length;
    }

    Block first(int size) {
        return new Block(address, Arrays.copyOf(content, size));
    }

    Block from(int at) {
        return new Block(address + at, Arrays.copyOfRange(content, at, content.length));
    }

    /// Pads both ends with zeros to a whole word, because the chip copies words.
    Block wholeWords() {
        int before = (int) (address & 3);
        int size = (before + content.length + 3) & ~3;
        byte[] padded = new byte[size];
        System.arraycopy(content, 0, padded, before, content.length);
        return new Block(address - before, padded);
    }

    Block padded(int more) {
        return new Block(address, Arrays.copyOf(content, content.length + more));
    }
}
