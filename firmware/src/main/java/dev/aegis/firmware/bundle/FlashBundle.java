package dev.aegis.firmware.bundle;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.Sha256;
import dev.aegis.firmware.bundle.FlashManifest.Part;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/// `flash_bundle.tar.gz`: `manifest.json` first, then each part under `files/`, in the manifest's order.
///
/// @param manifest of the bundle
/// @param files the content of each part by its path, every size and SHA-256 verified
public record FlashBundle(FlashManifest manifest, Map<String, byte[]> files) {
    private static final String MANIFEST = "manifest.json";
    private static final String FILES = "files/";
    /// The size of a record, to which other programs pad an archive.
    private static final int MOST_PADDING = 20 * 512;
    private static final long MOST_BYTES = 256L * 1024 * 1024;

    public FlashBundle {
        files = Map.copyOf(files);
    }

    /// Writes the bundle of a build with its parts under `folder`. The same parts always give the same bytes.
    ///
    /// @throws FirmwareException if a part on disk differs from the manifest
    public static void write(FlashManifest manifest, Path folder, OutputStream out) throws IOException {
        GZIPOutputStream zip = new GZIPOutputStream(out);
        byte[] json = manifest.json();
        Tar.header(zip, new Tar.Entry(MANIFEST, json.length));
        zip.write(json);
        Tar.padding(zip, json.length);
        for (Part part : manifest.parts()) {
            byte[] content = Files.readAllBytes(folder.resolve(part.path()));
            verify(part, content);
            Tar.header(zip, new Tar.Entry(FILES + part.path(), content.length));
            zip.write(content);
            Tar.padding(zip, content.length);
        }
        Tar.end(zip);
        zip.finish();
    }

    /// Reads a complete bundle. Every file must match the manifest.
    ///
    /// @throws FirmwareException naming what is missing, superfluous or wrong
    public static FlashBundle read(InputStream in) throws IOException {
        try {
            return unpacked(new GZIPInputStream(in));
        } catch (ZipException | EOFException broken) {
            throw Tar.malformed("its compression is broken or cut off");
        }
    }

    private static FlashBundle unpacked(InputStream tar) throws IOException {
        Tar.Entry first = Tar.next(tar);
        if (first == null || !first.name().equals(MANIFEST) || first.size() > FirmwareJson.MOST_BYTES) {
            throw Tar.malformed("it does not begin with a manifest.json");
        }
        FlashManifest manifest = FlashManifest.read(content(tar, first));
        Map<String, Part> expected = new HashMap<>();
        manifest.parts().forEach(part -> expected.put(FILES + part.path(), part));
        Map<String, byte[]> files = new HashMap<>();
        long total = 0;
        for (Tar.Entry entry = Tar.next(tar); entry != null; entry = Tar.next(tar)) {
            Part part = expected.remove(entry.name());
            if (part == null) {
                throw Tar.malformed(
                        "its manifest does not name '" + entry.name().replaceAll("\\p{Cntrl}", "?") + "'");
            }
            total += entry.size();
            if (entry.size() != part.size() || total > MOST_BYTES) {
                throw new FirmwareException(
                        "bundle_part_wrong", part.path() + " has " + entry.size() + " bytes, not " + part.size());
            }
            byte[] content = content(tar, entry);
            verify(part, content);
            files.put(part.path(), content);
        }
        if (!expected.isEmpty()) {
            throw Tar.malformed("these parts are missing: "
                    + String.join(", ", expected.keySet().stream().sorted().toList()));
        }
        readToEnd(tar);
        return new FlashBundle(manifest, files);
    }

    /// Reads to the end of the compressed stream, where its checksum is: nothing else protects the manifest.
    private static void readToEnd(InputStream tar) throws IOException {
        byte[] rest = tar.readNBytes(MOST_PADDING + 1);
        if (rest.length > MOST_PADDING || !Tar.allZero(rest)) {
            throw Tar.malformed("something follows its end");
        }
    }

    private static byte[] content(InputStream tar, Tar.Entry entry) throws IOException {
        byte[] content = tar.readNBytes((int) Math.min(entry.size(), MOST_BYTES));
        if (content.length != entry.size()) {
            throw Tar.malformed("it ends in the middle of " + entry.name());
        }
        Tar.skipPadding(tar, entry.size());
        return content;
    }

    private static void verify(Part part, byte[] content) {
        if (content.length != part.size() || !Sha256.hex(content).equals(part.sha256())) {
            throw new FirmwareException(
                    "bundle_part_wrong", part.path() + " is not the file that the manifest describes");
        }
    }
}
