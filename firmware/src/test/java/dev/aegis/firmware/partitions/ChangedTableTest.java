package dev.aegis.firmware.partitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.FirmwareException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangedTableTest {
    private static final int ROW = 32;

    /// The bytes that fill the row of the MD5 and the bytes behind the end mark have no meaning.
    private static final Set<Integer> MEANINGLESS = IntStream.concat(
                    IntStream.range(2 * ROW + 2, 2 * ROW + 16), IntStream.range(3 * ROW + 2, 5 * ROW))
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));

    @Test
    void noticesEveryBitThatFlipsAndMeansSomething() throws Exception {
        byte[] sound = table();
        PartitionTable expected = PartitionTable.read(sound);
        Set<Integer> unnoticed = new TreeSet<>();
        for (int at = 0; at < sound.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = sound.clone();
                changed[at] ^= (byte) (1 << bit);
                try {
                    assertEquals(expected, PartitionTable.read(changed));
                    unnoticed.add(at);
                } catch (FirmwareException noticed) {
                    assertTrue(noticed.code().startsWith("partitions_"));
                }
            }
        }
        assertEquals(MEANINGLESS, unnoticed);
    }

    @Test
    void refusesOrReadsWhateverItIsGiven() throws Exception {
        byte[] sound = table();
        Random random = new Random(6);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = Arrays.copyOf(sound, random.nextInt(sound.length + 1));
            for (int i = 0; changed.length > 0 && i <= round % 5; i++) {
                changed[random.nextInt(changed.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
            }
            try {
                PartitionTable.read(changed);
            } catch (FirmwareException noticed) {
                refused++;
            }
        }
        assertTrue(refused > 0);
    }

    private static byte[] table() throws Exception {
        byte[] table = new byte[5 * ROW];
        Arrays.fill(table, (byte) 0xff);
        ByteBuffer out = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
        row(out, 1, 2, 0x9000, 0x6000, "nvs");
        row(out, 0, 0, 0x10000, 0x100000, "factory");
        byte[] md5 = MessageDigest.getInstance("MD5").digest(Arrays.copyOf(table, 2 * ROW));
        out.putShort(2 * ROW, (short) 0xebeb);
        out.put(2 * ROW + 16, md5);
        return table;
    }

    private static void row(ByteBuffer out, int type, int subtype, int offset, int size, String name) {
        out.putShort((short) 0x50aa)
                .put((byte) type)
                .put((byte) subtype)
                .putInt(offset)
                .putInt(size);
        out.put(Arrays.copyOf(name.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 16));
        out.putInt(0);
    }
}
