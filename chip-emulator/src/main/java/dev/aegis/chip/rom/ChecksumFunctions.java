package dev.aegis.chip.rom;

/// The cyclic checksums. As in the ROM, the running value is inverted in the argument and in the result.
final class ChecksumFunctions {
    private ChecksumFunctions() {}

    static void addTo(RomLibrary library) {
        reflected(library, "crc32_le", 0xedb8_8320, 32);
        reflected(library, "crc16_le", 0x8408, 16);
        reflected(library, "crc8_le", 0xe0, 8);
        straight(library, "crc32_be", 0x04c1_1db7, 32);
        straight(library, "crc16_be", 0x1021, 16);
        straight(library, "crc8_be", 0x07, 8);
        library.pure("esp_crc8", ChecksumFunctions::addressChecksum);
    }

    private static void reflected(RomLibrary library, String name, int polynomial, int width) {
        int mask = (int) ((1L << width) - 1);
        library.pure(name, call -> {
            int crc = ~call.argument(0) & mask;
            for (byte octet : call.bytes(call.argument(1), call.argument(2))) {
                crc ^= octet & 0xff;
                for (int bit = 0; bit < 8; bit++) {
                    crc = (crc & 1) != 0 ? crc >>> 1 ^ polynomial : crc >>> 1;
                }
            }
            call.result(~crc & mask);
        });
    }

    private static void straight(RomLibrary library, String name, int polynomial, int width) {
        int mask = (int) ((1L << width) - 1);
        library.pure(name, call -> {
            int crc = ~call.argument(0) & mask;
            for (byte octet : call.bytes(call.argument(1), call.argument(2))) {
                crc ^= (octet & 0xff) << (width - 8);
                for (int bit = 0; bit < 8; bit++) {
                    boolean carry = (crc >>> (width - 1) & 1) != 0;
                    crc = (crc << 1 ^ (carry ? polynomial : 0)) & mask;
                }
            }
            call.result(~crc & mask);
        });
    }

    /// The Dallas CRC-8 over a MAC address.
    private static void addressChecksum(RomCall call) {
        int crc = 0;
        for (byte octet : call.bytes(call.argument(0), call.argument(1))) {
            crc ^= octet & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x8c : crc >>> 1;
            }
        }
        call.result(crc);
    }
}
