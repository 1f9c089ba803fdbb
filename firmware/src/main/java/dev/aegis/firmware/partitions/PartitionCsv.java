package dev.aegis.firmware.partitions;

import dev.aegis.firmware.FirmwareException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A partition table in CSV, converted to the binary form as ESP-IDF's build does.
public final class PartitionCsv {
    private static final int ROW_BYTES = 32;
    private static final int TABLE_BYTES = 0xc00;
    private static final long SECTOR = 0x1000;
    private static final long APP_ALIGNMENT = 0x10000;
    private static final long OTA_DATA_BYTES = 0x2000;
    private static final int MOST_NAME_BYTES = 16;
    private static final Pattern NUMBER = Pattern.compile("(-?)(0x[0-9a-f]{1,8}|\\d{1,10})([km]?)");
    private static final String FILLED_IN = "n/a";

    private final long bootloaderOffset;
    private final long tableOffset;
    private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
    private long end;

    private PartitionCsv(long tableOffset, long bootloaderOffset) {
        this.bootloaderOffset = bootloaderOffset;
        this.tableOffset = tableOffset;
        this.end = tableOffset + SECTOR;
    }

    /// Whether this is text, and not the table that is made from it.
    public static boolean isCsv(byte[] file) {
        if (file.length == 0 || file.length > 64 * 1024 || file[0] == (byte) 0xaa) {
            return false;
        }
        for (byte one : file) {
            if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t') {
                return false;
            }
        }
        return true;
    }

    /// @param tableOffset of the table in flash; partitions without an offset come after it
    /// @param bootloaderOffset of the bootloader in flash, for rows that describe it
    /// @throws FirmwareException naming the line and the reason
    public static byte[] table(byte[] csv, long tableOffset, long bootloaderOffset) {
        PartitionCsv table = new PartitionCsv(tableOffset, bootloaderOffset);
        List<String> lines = new String(csv, StandardCharsets.UTF_8)
                .replaceFirst("^\ufeff", "")
                .lines()
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                try {
                    table.add(Arrays.stream((line + ",,,,,").split(",", -1))
                            .map(String::strip)
                            .toList());
                } catch (IllegalArgumentException wrong) {
                    throw new FirmwareException(
                            "partitions_malformed", "line " + (i + 1) + ": " + wrong.getMessage(), wrong);
                }
            }
        }
        return table.bytes();
    }

    private void add(List<String> fields) {
        byte[] name = fields.getFirst().getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length > MOST_NAME_BYTES) {
            throw new IllegalArgumentException("a name has 1 to " + MOST_NAME_BYTES + " bytes");
        }
        int type = word("type", fields.get(1), PartitionNames.TYPES);
        Map<String, Integer> subtypes = PartitionNames.subtypes(type);
        if (type == PartitionNames.APP && fields.get(2).isEmpty()) {
            throw new IllegalArgumentException("an application partition needs a subtype");
        }
        int subtype = fields.get(2).isEmpty() ? PartitionNames.UNDEFINED : word("subtype", fields.get(2), subtypes);
        boolean fixed = isFixed(type);
        if (fixed && subtype == 0) {
            long place = type == PartitionNames.TABLE ? tableOffset : bootloaderOffset;
            rows.writeBytes(row(type, subtype, place, fixedSize(type), name, flags(fields.get(5))));
            return;
        }
        long offset = isBlank(fields.get(3)) ? aligned(type) : number("offset", fields.get(3));
        if (offset < end) {
            throw new IllegalArgumentException("'%s' begins at 0x%x, but what is before it ends at 0x%x"
                    .formatted(fields.getFirst(), offset, end));
        }
        long size = fixed && isBlank(fields.get(4)) ? fixedSize(type) : size(fields.get(4), offset);
        if (type == PartitionNames.APP && size % SECTOR != 0) {
            throw new IllegalArgumentException("the size of an application partition is a multiple of 4K");
        }
        if (type == PartitionNames.DATA && subtype == PartitionNames.OTA_DATA && size != OTA_DATA_BYTES) {
            throw new IllegalArgumentException("the size of an otadata partition is 0x2000");
        }
        end = offset + size;
        rows.writeBytes(row(type, subtype, offset, size, name, flags(fields.get(5))));
    }

    /// Whether the place of a partition of this type is an option of the project.
    private static boolean isFixed(int type) {
        return type == PartitionNames.BOOTLOADER || type == PartitionNames.TABLE;
    }

    private long fixedSize(int type) {
        return type == PartitionNames.TABLE ? SECTOR : tableOffset - bootloaderOffset;
    }

    private static boolean isBlank(String field) {
        return field.isEmpty() || field.equalsIgnoreCase(FILLED_IN);
    }

    /// Returns the size in bytes. One below 0 means: up to this offset.
    private static long size(String text, long offset) {
        long size = number("size", text);
        long bytes = size < 0 ? -size - offset : size;
        if (bytes <= 0) {
            throw new IllegalArgumentException(
                    size < 0
                            ? "the size %s means up to 0x%x, but the partition begins at 0x%x"
                                    .formatted(text, -size, offset)
                            : "the size is 0");
        }
        return bytes;
    }

    private long aligned(int type) {
        long alignment = type == PartitionNames.APP ? APP_ALIGNMENT : SECTOR;
        return (end + alignment - 1) / alignment * alignment;
    }

    private static byte[] row(int type, int subtype, long offset, long size, byte[] name, int flags) {
        byte[] row = new byte[ROW_BYTES];
        ByteBuffer.wrap(row)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x50aa)
                .put((byte) type)
                .put((byte) subtype)
                .putInt((int) offset)
                .putInt((int) size)
                .put(name)
                .putInt(ROW_BYTES - 4, flags);
        return row;
    }

    private static int flags(String text) {
        int flags = 0;
        for (String flag : text.split(":")) {
            if (!flag.isEmpty()) {
                flags |= word("flag", flag, PartitionNames.FLAGS);
            }
        }
        return flags;
    }

    private static int word(String what, String text, Map<String, Integer> known) {
        Integer number = known.get(text.toLowerCase(Locale.ROOT));
        if (number != null) {
            return number;
        }
        if (!NUMBER.matcher(text.toLowerCase(Locale.ROOT)).matches()
                || number(what, text) > 0xff
                || number(what, text) < 0) {
            throw new IllegalArgumentException("there is no " + what + " '" + text.replaceAll("\\p{Cntrl}", "?") + "'"
                    + (known.isEmpty() ? "" : "; known are " + String.join(", ", new TreeMap<>(known).keySet())));
        }
        return (int) number(what, text);
    }

    private static long number(String what, String text) {
        Matcher number = NUMBER.matcher(text.toLowerCase(Locale.ROOT));
        if (!number.matches()) {
            throw new IllegalArgumentException(
                    text.isEmpty()
                            ? "the " + what + " is missing"
                            : "the " + what + " '" + text.replaceAll("\\p{Cntrl}", "?")
                                    + "' is not like 0x1000, 64K or 1M");
        }
        String digits = number.group(2);
        long value = digits.startsWith("0x") ? Long.parseLong(digits.substring(2), 16) : Long.parseLong(digits);
        long factor = switch (number.group(3)) {
            case "k" -> 1024;
            case "m" -> 1024 * 1024;
            default -> 1;
        };
        if (value * factor > 0xffff_ffffL) {
            throw new IllegalArgumentException("the " + what + " " + text + " is larger than any flash");
        }
        return number.group(1).isEmpty() ? value * factor : -value * factor;
    }

    private byte[] bytes() {
        byte[] all = rows.toByteArray();
        if (all.length + 2 * ROW_BYTES > TABLE_BYTES) {
            throw new FirmwareException("partitions_malformed", "the table has too many partitions");
        }
        byte[] table = new byte[TABLE_BYTES];
        Arrays.fill(table, (byte) 0xff);
        System.arraycopy(all, 0, table, 0, all.length);
        table[all.length] = (byte) 0xeb;
        table[all.length + 1] = (byte) 0xeb;
        System.arraycopy(md5(all), 0, table, all.length + 16, 16);
        return table;
    }

    private static byte[] md5(byte[] content) {
        try {
            return MessageDigest.getInstance("MD5").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has MD5", impossible);
        }
    }
}
