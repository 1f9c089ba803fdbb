package dev.aegis.chip.device;

import java.util.Arrays;

/// The SPI flash chip: programming only clears bits, erasing sets whole sectors, and both need the write-enable latch.
public final class NorFlash {
    public static final int SECTOR = 0x1000;
    /// Manufacturer, type and capacity of a 4 MiB part, as the JEDEC ID command returns them.
    private static final int JEDEC_ID = 0x1640c8;

    private final byte[] content;
    private boolean writeEnabled;

    public NorFlash(byte[] content) {
        this.content = content;
    }

    /// Returns the flash array itself, for the cache.
    public byte[] content() {
        return content;
    }

    public int size() {
        return content.length;
    }

    int jedecId() {
        int capacity = 31 - Integer.numberOfLeadingZeros(content.length);
        return (JEDEC_ID & 0xffff) | (capacity << 16);
    }

    int status() {
        return writeEnabled ? 2 : 0;
    }

    public void enableWrite(boolean enabled) {
        writeEnabled = enabled;
    }

    /// Reads `length` bytes; the address wraps at the end of the chip.
    public int read(int address) {
        return content[Integer.remainderUnsigned(address, content.length)] & 0xff;
    }

    public void program(int address, byte[] bytes) {
        if (!writeEnabled) {
            return;
        }
        for (int i = 0; i < bytes.length; i++) {
            content[Integer.remainderUnsigned(address + i, content.length)] &= bytes[i];
        }
        writeEnabled = false;
    }

    public void erase(int address, int length) {
        if (!writeEnabled) {
            return;
        }
        int start = Integer.remainderUnsigned(address, content.length) / SECTOR * SECTOR;
        Arrays.fill(content, start, Math.min(content.length, start + length), (byte) 0xff);
        writeEnabled = false;
    }
}
