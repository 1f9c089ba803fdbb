package dev.aegis.firmware.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// A `.tar.gz` of small files. The same files in the same order always give the same bytes.
public final class FileArchive {
    private FileArchive() {}

    /// @param files content by name, in the order in which they are written
    public static void write(Map<String, byte[]> files, OutputStream out) throws IOException {
        GZIPOutputStream zip = new GZIPOutputStream(out);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            byte[] content = file.getValue();
            Tar.header(zip, new Tar.Entry(file.getKey(), content.length));
            zip.write(content);
            Tar.padding(zip, content.length);
        }
        Tar.end(zip);
        zip.finish();
    }
}
