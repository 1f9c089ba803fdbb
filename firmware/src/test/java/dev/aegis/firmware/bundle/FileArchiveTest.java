package dev.aegis.firmware.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class FileArchiveTest {
    @Test
    void writesFilesInOrderAndAlwaysTheSame() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("b.txt", new byte[] {1, 2, 3});
        files.put("a.txt", new byte[0]);

        byte[] archive = archive(files);

        assertArrayEquals(archive, archive(files));
        InputStream tar = new GZIPInputStream(new ByteArrayInputStream(archive));
        assertEquals(new Tar.Entry("b.txt", 3), Objects.requireNonNull(Tar.next(tar)));
        assertArrayEquals(new byte[] {1, 2, 3}, tar.readNBytes(3));
        Tar.skipPadding(tar, 3);
        assertEquals(new Tar.Entry("a.txt", 0), Objects.requireNonNull(Tar.next(tar)));
    }

    private static byte[] archive(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FileArchive.write(files, out);
        return out.toByteArray();
    }
}
