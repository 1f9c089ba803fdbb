package dev.aegis.espctl.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// A zip file that holds files with their modes and no folders: tools that unpack bundles take a folder for a file. The
/// JDK writes either folders or no modes.
final class FileZip implements AutoCloseable {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final short VERSION = 20;
    private static final short UNIX = (short) ((3 << 8) | VERSION);
    private static final short UTF8 = 1 << 11;
    private static final short DEFLATED = 8;
    /// The first day that a zip file can hold, so that bundles of the same files are identical.
    private static final short DAY = (1 << 5) | 1;

    private static final int REGULAR = 0100000;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final long MOST_BYTES = 0xffff_ffffL;

    private final FileChannel out;
    private final List<Entry> entries = new ArrayList<>();

    FileZip(Path file) throws IOException {
        this.out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private record Entry(byte[] name, int mode, long begin, long crc, long packed, long size) {}

    /// @param name with slashes
    void add(String name, Set<PosixFilePermission> mode, InputStream content) throws IOException {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        long begin = out.position();
        out.position(begin + LOCAL_BYTES + path.length);
        CRC32 crc = new CRC32();
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            byte[] plain = new byte[1 << 16];
            for (int read = content.read(plain); read >= 0; read = content.read(plain)) {
                crc.update(plain, 0, read);
                deflater.setInput(plain, 0, read);
                drain(deflater);
            }
            deflater.finish();
            drain(deflater);
            Entry entry = new Entry(
                    path,
                    REGULAR | bits(mode),
                    begin,
                    crc.getValue(),
                    deflater.getBytesWritten(),
                    deflater.getBytesRead());
            if (Math.max(out.position(), entry.size()) > MOST_BYTES) {
                throw new IOException("a bundle holds at most 4 GB");
            }
            entries.add(entry);
            long end = out.position();
            out.position(begin);
            write(sizes(buffer(LOCAL_BYTES + path.length).putInt(LOCAL).putShort(VERSION), entry)
                    .put(path));
            out.position(end);
        } finally {
            deflater.end();
        }
    }

    private void drain(Deflater deflater) throws IOException {
        byte[] packed = new byte[1 << 16];
        for (int length = deflater.deflate(packed); length > 0; length = deflater.deflate(packed)) {
            write(ByteBuffer.wrap(packed, 0, length).position(length));
        }
    }

    /// Appends the fields that both headers of a file have.
    private static ByteBuffer sizes(ByteBuffer header, Entry entry) {
        return header.putShort(UTF8)
                .putShort(DEFLATED)
                .putShort((short) 0)
                .putShort(DAY)
                .putInt((int) entry.crc())
                .putInt((int) entry.packed())
                .putInt((int) entry.size())
                .putShort((short) entry.name().length)
                .putShort((short) 0);
    }

    private static int bits(Set<PosixFilePermission> mode) {
        int bits = 0;
        for (char permission : PosixFilePermissions.toString(mode).toCharArray()) {
            bits = 2 * bits + (permission == '-' ? 0 : 1);
        }
        return bits;
    }

    /// Writes the list of the files.
    @Override
    public void close() throws IOException {
        try (out) {
            long begin = out.position();
            for (Entry entry : entries) {
                ByteBuffer header = buffer(CENTRAL_BYTES + entry.name().length)
                        .putInt(CENTRAL)
                        .putShort(UNIX)
                        .putShort(VERSION);
                write(sizes(header, entry)
                        .putShort((short) 0)
                        .putShort((short) 0)
                        .putShort((short) 0)
                        .putInt(entry.mode() << 16)
                        .putInt((int) entry.begin())
                        .put(entry.name()));
            }
            write(buffer(END_BYTES)
                    .putInt(END)
                    .putInt(0)
                    .putShort((short) entries.size())
                    .putShort((short) entries.size())
                    .putInt((int) (out.position() - begin))
                    .putInt((int) begin)
                    .putShort((short) 0));
        }
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Writes what was put into the buffer.
    private void write(ByteBuffer filled) throws IOException {
        filled.flip();
        while (filled.hasRemaining()) {
            out.write(filled);
        }
    }
}
