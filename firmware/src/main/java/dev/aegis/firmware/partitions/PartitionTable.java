package dev.aegis.firmware.partitions;

import dev.aegis.firmware.FirmwareException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A valid partition table: known row marks, right MD5, aligned partitions without overlap.
///
/// @param partitions in the order of the table
/// @param checked whether the table carried an MD5 row
public record PartitionTable(List<Partition> partitions, boolean checked) {
    private static final int ROW_BYTES = 32;
    private static final int MOST_BYTES = 0x1000;
    private static final int ROW_MARK = 0x50aa;
    private static final int MD5_MARK = 0xebeb;
    private static final int END_MARK = 0xffff;
    private static final long SECTOR = 0x1000;
    private static final int LAST_UPDATE = 0x1f;
    private static final long APP_ALIGNMENT = 0x10000;

    public PartitionTable {
        partitions = List.copyOf(partitions);
    }

    /// @throws FirmwareException naming the row and the reason
    public static PartitionTable read(byte[] file) {
        if (file.length > MOST_BYTES || file.length < ROW_BYTES) {
            throw bad("a partition table has 32 to " + MOST_BYTES + " bytes, this file has " + file.length);
        }
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<Partition> partitions = new ArrayList<>();
        boolean checked = false;
        for (int at = 0; at + ROW_BYTES <= file.length; at += ROW_BYTES) {
            int mark = Short.toUnsignedInt(in.getShort(at));
            if (mark == END_MARK) {
                return sound(partitions, checked);
            }
            if (mark == MD5_MARK) {
                checkMd5(file, at);
                checked = true;
            } else if (mark == ROW_MARK && !checked) {
                partitions.add(row(in, at));
            } else {
                throw bad("row " + at / ROW_BYTES + " begins with 0x%04x, which marks no row".formatted(mark));
            }
        }
        throw bad("the table has no end mark");
    }

    /// Returns the smallest app partition. A build must fit into it, since an update may be written to any of them.
    public Optional<Partition> smallestApp() {
        return partitions.stream().filter(Partition::isApp).min(Comparator.comparingLong(Partition::size));
    }

    /// Returns the partition from which the bootloader starts an application on a chip that was never updated: the
    /// factory partition, else the first OTA partition.
    public Optional<Partition> initialApp() {
        return partitions.stream()
                .filter(partition -> partition.isApp() && partition.subtype() <= LAST_UPDATE)
                .min(Comparator.comparingInt(Partition::subtype));
    }

    /// Returns the partition that records which application is started (`otadata`).
    public Optional<Partition> otaData() {
        return partitions.stream()
                .filter(partition -> partition.type() == 1 && partition.subtype() == 0)
                .findFirst();
    }

    private static Partition row(ByteBuffer in, int at) {
        byte[] label = new byte[16];
        in.get(at + 12, label);
        String name = new String(label, StandardCharsets.UTF_8);
        int nul = name.indexOf('\0');
        return new Partition(
                (nul < 0 ? name : name.substring(0, nul)).replaceAll("\\p{Cntrl}|\ufffd", "?"),
                Byte.toUnsignedInt(in.get(at + 2)),
                Byte.toUnsignedInt(in.get(at + 3)),
                Integer.toUnsignedLong(in.getInt(at + 4)),
                Integer.toUnsignedLong(in.getInt(at + 8)),
                Integer.toUnsignedLong(in.getInt(at + 28)));
    }

    private static void checkMd5(byte[] file, int at) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(file, 0, at);
            byte[] stored = Arrays.copyOfRange(file, at + 16, at + ROW_BYTES);
            if (!MessageDigest.isEqual(md5.digest(), stored)) {
                throw new FirmwareException(
                        "partitions_digest_wrong", "the partition table's MD5 does not fit its rows");
            }
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has MD5", impossible);
        }
    }

    private static PartitionTable sound(List<Partition> partitions, boolean checked) {
        Set<String> names = new HashSet<>();
        Partition before = null;
        List<Partition> byOffset = partitions.stream()
                .sorted(Comparator.comparingLong(Partition::offset))
                .toList();
        for (Partition partition : byOffset) {
            long alignment = partition.isApp() ? APP_ALIGNMENT : SECTOR;
            if (partition.offset() % alignment != 0) {
                throw bad("partition '" + partition.name()
                        + "' begins at 0x%x, which is not a multiple of 0x%x".formatted(partition.offset(), alignment));
            }
            if (partition.size() == 0) {
                throw bad("partition '" + partition.name() + "' is empty");
            }
            if (!names.add(partition.name())) {
                throw bad("two partitions are called '" + partition.name() + "'");
            }
            if (before != null && partition.offset() < before.end()) {
                throw bad("partition '" + partition.name() + "' overlaps '" + before.name() + "'");
            }
            before = partition;
        }
        return new PartitionTable(partitions, checked);
    }

    private static FirmwareException bad(String message) {
        return new FirmwareException("partitions_malformed", message);
    }
}
