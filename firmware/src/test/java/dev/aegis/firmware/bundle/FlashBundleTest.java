package dev.aegis.firmware.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.bundle.FlashManifest.Part;
import dev.aegis.firmware.image.ChipRevisions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlashBundleTest {
    @TempDir
    Path folder;

    private FlashManifest manifest;

    @BeforeEach
    void build() throws Exception {
        manifest = manifest("4MB", part("bootloader/bootloader.bin", 0, 20_000), part("app.bin", 0x10000, 70_001));
    }

    @Test
    void givesBackWhatWasWritten() throws IOException {
        FlashBundle bundle = FlashBundle.read(new ByteArrayInputStream(written()));

        assertEquals(manifest, bundle.manifest());
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("app.bin")), bundle.files().get("app.bin"));
        assertEquals(2, bundle.files().size());
    }

    @Test
    void isTheSameBytesEachTime() throws IOException {
        assertArrayEquals(written(), written());
    }

    @Test
    void isReadByTheSystemsTar() throws Exception {
        Path archive = folder.resolve("flash_bundle.tar.gz");
        Files.write(archive, written());
        Process tar = new ProcessBuilder("tar", "-tzf", archive.toString()).start();

        String names = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, tar.waitFor());
        assertEquals("manifest.json\nfiles/bootloader/bootloader.bin\nfiles/app.bin\n", names);
    }

    @Test
    void refusesToWriteAFileThatIsNotTheManifests() throws IOException {
        Files.writeString(folder.resolve("app.bin"), "other");

        assertCode("bundle_part_wrong", this::written);
    }

    @Test
    void refusesAChangedPart() throws IOException {
        byte[] tar = unpacked();
        tar[tar.length - 2000] ^= 1;

        assertCode("bundle_part_wrong", () -> FlashBundle.read(packed(tar)));
    }

    @Test
    void refusesAPartThatTheManifestDoesNotName() throws IOException {
        byte[] tar = unpacked();
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        more.writeBytes(Arrays.copyOf(tar, tar.length - 1024));
        Tar.header(more, new Tar.Entry("../../.bashrc", 0));
        Tar.end(more);

        assertCode("bundle_malformed", () -> FlashBundle.read(packed(more.toByteArray())));
    }

    @Test
    void refusesAMissingPart() throws IOException {
        ByteArrayOutputStream less = new ByteArrayOutputStream();
        byte[] json = manifest.json();
        Tar.header(less, new Tar.Entry("manifest.json", json.length));
        less.write(json);
        Tar.padding(less, json.length);
        Tar.end(less);

        assertCode("bundle_malformed", () -> FlashBundle.read(packed(less.toByteArray())));
    }

    @Test
    void refusesALinkInTheArchive() throws IOException {
        byte[] tar = unpacked();
        tar[156] = '2';

        assertCode("bundle_malformed", () -> FlashBundle.read(packed(tar)));
    }

    @Test
    void refusesPartsThatOverlap() {
        Part app = manifest.parts().getLast();
        Part over = new Part("more.bin", app.end() - 1, 10, app.sha256());

        assertCode("flash_layout_wrong", () -> manifest("4MB", app, over));
    }

    @Test
    void refusesPartsBeyondTheFlash() {
        Part app = manifest.parts().getLast();

        assertCode(
                "flash_layout_wrong", () -> manifest("4MB", new Part("far.bin", 4 * 1024 * 1024 - 1, 2, app.sha256())));
    }

    @Test
    void manifestNamesTheFamilyAsBrowserFlashersDo() {
        assertEquals("ESP32-C3", FlashManifest.read(manifest.json()).chipFamily());
    }

    @Test
    void manifestHasTheRevisionsOfTheChipBesideItsName() {
        FlasherArgs args = new FlasherArgs("esp32p4", "dio", "4MB", "80m", List.of());
        FlashManifest made =
                FlashManifest.of(args, "hello_world", "1", "v5.5.1", new ChipRevisions(300, 399), manifest.parts());
        String json = new String(made.json(), StandardCharsets.UTF_8);

        assertTrue(json.contains("\"chip_family\" : \"ESP32-P4\",\n  \"min_rev\" : 300,\n  \"max_rev\" : 399,"), json);
        assertEquals(made, FlashManifest.read(made.json()));
        assertEquals(
                "runs on esp32p4 revision 3.0 or later", made.silicon().runsOn().orElseThrow());
    }

    @Test
    void readsAManifestWithoutRevisions() {
        String json = new String(manifest.json(), StandardCharsets.UTF_8);

        assertFalse(json.contains("_rev"), json);
        assertEquals(manifest, FlashManifest.read(manifest.json()));
    }

    private Part part(String path, long offset, int size) throws Exception {
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) size);
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        return new Part(path, offset, size, sha256);
    }

    private static FlashManifest manifest(String flashSize, Part... parts) {
        FlasherArgs args = new FlasherArgs("esp32c3", "dio", flashSize, "80m", List.of());
        return FlashManifest.of(args, "hello_world", "1", "v5.3.1", null, List.of(parts));
    }

    private byte[] written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FlashBundle.write(manifest, folder, out);
        return out.toByteArray();
    }

    private byte[] unpacked() throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(written())).readAllBytes();
    }

    private static ByteArrayInputStream packed(byte[] tar) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(tar);
        }
        return new ByteArrayInputStream(out.toByteArray());
    }

    private static void assertCode(String code, org.junit.jupiter.api.function.Executable action) {
        assertEquals(code, assertThrows(FirmwareException.class, action).code());
    }
}
