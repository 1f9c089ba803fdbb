package dev.aegis.firmware.partitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.FirmwareException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionTableTest {
    private static final Partition NVS = new Partition("nvs", 1, 2, 0x9000, 0x6000, 0);
    private static final Partition PHY = new Partition("phy_init", 1, 1, 0xf000, 0x1000, 0);
    private static final Partition FACTORY = new Partition("factory", 0, 0, 0x10000, 0x100000, 0);

    @Test
    void readsRowsAndFindsTheInitialApplication() {
        PartitionTable table = PartitionTable.read(table(true, NVS, PHY, FACTORY));

        assertEquals(List.of(NVS, PHY, FACTORY), table.partitions());
        assertEquals(FACTORY, table.initialApp().orElseThrow());
        assertTrue(table.checked());
    }

    @Test
    void readsATableWithoutChecksum() {
        assertFalse(PartitionTable.read(table(false, NVS)).checked());
    }

    @Test
    void refusesAChangedRowByTheMd5() {
        byte[] table = table(true, NVS, FACTORY);
        table[8] ^= 0x10;

        FirmwareException refused = assertThrows(FirmwareException.class, () -> PartitionTable.read(table));

        assertEquals("partitions_digest_wrong", refused.code());
    }

    @Test
    void refusesOverlap() {
        assertMessage("overlaps", table(true, NVS, new Partition("more", 1, 2, 0xa000, 0x1000, 0)));
    }

    @Test
    void refusesAnApplicationOffItsBoundary() {
        assertMessage("not a multiple", table(true, new Partition("app", 0, 0, 0x11000, 0x1000, 0)));
    }

    @Test
    void refusesTheSameNameTwice() {
        assertMessage("two partitions", table(true, NVS, new Partition("nvs", 1, 2, 0x20000, 0x1000, 0)));
    }

    @Test
    void refusesATableWithoutEnd() {
        assertMessage("no end mark", Arrays.copyOf(table(true, NVS), 64));
    }

    @Test
    void refusesAnUnknownRow() {
        byte[] table = table(true, NVS);
        table[0] = 0x12;
        assertMessage("marks no row", table);
    }

    private static void assertMessage(String part, byte[] table) {
        FirmwareException refused = assertThrows(FirmwareException.class, () -> PartitionTable.read(table));
        assertTrue(refused.getMessage() != null && refused.getMessage().contains(part), refused.getMessage());
    }

    private static byte[] table(boolean checked, Partition... partitions) {
        ByteBuffer out = ByteBuffer.allocate(0xc00).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.fill(out.array(), (byte) 0xff);
        for (Partition partition : partitions) {
            byte[] label = Arrays.copyOf(partition.name().getBytes(StandardCharsets.UTF_8), 16);
            out.putShort((short) 0x50aa)
                    .put((byte) partition.type())
                    .put((byte) partition.subtype())
                    .putInt((int) partition.offset())
                    .putInt((int) partition.size())
                    .put(label)
                    .putInt((int) partition.flags());
        }
        if (checked) {
            byte[] rows = Arrays.copyOf(out.array(), out.position());
            out.putShort((short) 0xebeb).position(out.position() + 14).put(md5(rows));
        }
        return out.array();
    }

    private static byte[] md5(byte[] content) {
        try {
            return MessageDigest.getInstance("MD5").digest(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
