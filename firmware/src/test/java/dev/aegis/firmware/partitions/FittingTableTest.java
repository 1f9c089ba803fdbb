package dev.aegis.firmware.partitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FittingTableTest {
    private static final long MEGABYTE = 1024 * 1024;

    @Test
    void givesTheAppTheNextSizeThatFits() {
        FittingTable fitting = fitting("""
                nvs,data,nvs,0x9000,24K
                phy_init,data,phy,0xf000,4K
                factory,app,factory,0x10000,1M
                """, 0x119a50, 2 * MEGABYTE);

        assertEquals("""
                # Name, Type, SubType, Offset, Size, Flags
                nvs,data,nvs,0x9000,0x6000,
                phy_init,data,phy,0xf000,0x1000,
                factory,app,factory,0x10000,0x120000,
                """, fitting.csv());
        assertTrue(fitting.fits());
        assertEquals(
                "save this table as partitions.csv and add to sdkconfig.defaults: CONFIG_PARTITION_TABLE_CUSTOM=y"
                        + " CONFIG_PARTITION_TABLE_CUSTOM_FILENAME=\"partitions.csv\"; it fits into the flash of 2 MB."
                        + " Data behind the app moves: erase the flash once",
                fitting.advice());
    }

    @Test
    void keepsPartitionsForUpdatesEqualAndNamesTheFlashThatIsNeeded() {
        FittingTable fitting = fitting("""
                nvs,data,nvs,,0x4000
                otadata,data,ota,,0x2000
                phy_init,data,phy,,0x1000
                factory,app,factory,,1M
                ota_0,app,ota_0,,1M
                ota_1,app,ota_1,,1M,encrypted
                """, 0x150001, 4 * MEGABYTE);

        assertEquals("""
                # Name, Type, SubType, Offset, Size, Flags
                nvs,data,nvs,0x9000,0x4000,
                otadata,data,ota,0xd000,0x2000,
                phy_init,data,phy,0xf000,0x1000,
                factory,app,factory,0x10000,0x160000,
                ota_0,app,ota_0,0x170000,0x160000,
                ota_1,app,ota_1,0x2d0000,0x160000,encrypted
                """, fitting.csv());
        assertFalse(fitting.fits());
        assertEquals("CONFIG_ESPTOOLPY_FLASHSIZE_8MB=y", fitting.options().getLast());
        assertTrue(
                fitting.advice()
                        .contains("it ends at 0x430000 and needs a chip with 8 MB of flash; now 4 MB are configured"),
                fitting.advice());
    }

    /// A file system gives way before a larger chip is asked for.
    @Test
    void makesAFileSystemSmallerToStayInTheFlash() {
        FittingTable fitting =
                fitting("""
                nvs,data,nvs,0x9000,0x6000
                factory,app,factory,0x10000,0x200000
                storage,data,spiffs,,0x1F0000
                coredump,data,coredump,0x400000,-0x410000
                """.replace("coredump,data,coredump,0x400000,-0x410000\n", ""), 0x234567, 4 * MEGABYTE);

        assertEquals("""
                # Name, Type, SubType, Offset, Size, Flags
                nvs,data,nvs,0x9000,0x6000,
                factory,app,factory,0x10000,0x240000,
                storage,data,spiffs,0x250000,0x1b0000,
                """, fitting.csv());
        assertTrue(
                fitting.advice().contains("'storage' is made smaller, so that it fits into the flash of 4 MB"),
                fitting.advice());
    }

    @Test
    void leavesPartitionsBehindAGapWhereTheyAre() {
        FittingTable fitting = fitting("""
                factory,app,factory,0x10000,1M
                storage,data,fat,0x300000,1M
                user,0x40,0x7,,4K
                """, 0x180000, null);

        assertEquals("""
                # Name, Type, SubType, Offset, Size, Flags
                factory,app,factory,0x10000,0x180000,
                storage,data,fat,0x300000,0x100000,
                user,0x40,0x7,0x400000,0x1000,
                """, fitting.csv());
        assertTrue(fitting.advice().contains("; it needs 8 MB of flash"), fitting.advice());
    }

    @Test
    void isATableThatEspIdfTakes() {
        FittingTable fitting = fitting("ota_0,app,ota_0,,960K\nota_1,app,ota_1,,1M", 0x100001, 4 * MEGABYTE);

        assertEquals(fitting.partitions(), read(fitting.csv()).partitions());
        assertEquals(
                List.of(0x110000L, 0x110000L),
                fitting.partitions().stream().map(Partition::size).toList());
    }

    @Test
    void readsTheSizeOfAFlash() {
        assertEquals(4 * MEGABYTE, FittingTable.flashBytes("4MB"));
        assertEquals(null, FittingTable.flashBytes("detect"));
    }

    private static FittingTable fitting(String csv, long image, @Nullable Long flash) {
        return FittingTable.of(read(csv).partitions(), image, flash).orElseThrow();
    }

    private static PartitionTable read(String csv) {
        return PartitionTable.read(PartitionCsv.table(csv.getBytes(StandardCharsets.UTF_8), 0x8000, 0));
    }
}
