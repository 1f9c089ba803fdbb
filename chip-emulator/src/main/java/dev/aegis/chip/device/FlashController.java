package dev.aegis.chip.device;

/// SPI1, the controller for commands to the flash chip: the user-defined commands and the built-in read-ID, status and
/// write-enable commands.
public final class FlashController extends PlainRegisters {
    private static final int COMMAND = 0x00;
    private static final int ADDRESS = 0x04;
    private static final int USER = 0x18;
    private static final int USER2 = 0x20;
    private static final int OUT_LENGTH = 0x24;
    private static final int IN_LENGTH = 0x28;
    private static final int READ_STATUS = 0x2c;
    private static final int DATA = 0x58;
    private static final int USER_COMMAND = 1 << 18;
    private static final int READ_STATUS_COMMAND = 1 << 27;
    private static final int READ_ID_COMMAND = 1 << 28;
    private static final int WRITE_DISABLE_COMMAND = 1 << 29;
    private static final int WRITE_ENABLE_COMMAND = 1 << 30;
    private static final int WITH_INPUT = 1 << 28;
    private static final int WITH_OUTPUT = 1 << 27;
    private static final int LONGEST = 64;

    private final NorFlash flash;
    private final Runnable onChange;

    /// @param onChange called when the flash's content changed
    public FlashController(NorFlash flash, Runnable onChange) {
        super(0x400);
        this.flash = flash;
        this.onChange = onChange;
        with(USER, 1 << 31);
    }

    @Override
    public void write(int offset, int value) {
        if (offset != COMMAND) {
            store(offset, value);
            return;
        }
        if ((value & USER_COMMAND) != 0) {
            userCommand(stored(USER2) & 0xff);
        }
        if ((value & READ_ID_COMMAND) != 0) {
            store(DATA, flash.jedecId());
        }
        if ((value & READ_STATUS_COMMAND) != 0) {
            store(READ_STATUS, flash.status());
        }
        if ((value & (WRITE_ENABLE_COMMAND | WRITE_DISABLE_COMMAND)) != 0) {
            flash.enableWrite((value & WRITE_ENABLE_COMMAND) != 0);
        }
    }

    private void userCommand(int command) {
        switch (command) {
            case 0x06 -> flash.enableWrite(true);
            case 0x04 -> flash.enableWrite(false);
            case 0x05 -> answer(flash.status());
            case 0x35, 0x15 -> answer(0);
            case 0x9f -> answer(flash.jedecId());
            case 0x03, 0x0b, 0x3b, 0x6b, 0xbb, 0xeb -> read();
            case 0x02 -> program();
            case 0x20 -> erase(NorFlash.SECTOR);
            case 0xd8 -> erase(16 * NorFlash.SECTOR);
            default -> {}
        }
    }

    private void answer(int word) {
        if ((stored(USER) & WITH_INPUT) != 0) {
            store(DATA, word);
        }
    }

    private void read() {
        if ((stored(USER) & WITH_INPUT) == 0) {
            return;
        }
        int length = Math.min(LONGEST, (stored(IN_LENGTH) & 0x3ff) / 8 + 1);
        for (int word = 0; word < length; word += 4) {
            int value = 0;
            for (int i = 0; i < 4; i++) {
                value |= flash.read(stored(ADDRESS) + word + i) << (8 * i);
            }
            store(DATA + word, value);
        }
    }

    private void program() {
        if ((stored(USER) & WITH_OUTPUT) == 0) {
            return;
        }
        byte[] bytes = new byte[Math.min(LONGEST, (stored(OUT_LENGTH) & 0x3ff) / 8 + 1)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (stored(DATA + (i & ~3)) >>> (8 * (i & 3)));
        }
        flash.program(stored(ADDRESS), bytes);
        onChange.run();
    }

    private void erase(int length) {
        flash.erase(stored(ADDRESS), length);
        onChange.run();
    }
}
