package dev.aegis.firmware.bundle;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.image.ChipRevisions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `manifest.json`: the data that a flasher needs for one build. It is in the build folder and, with the same bytes,
/// the first file of a flash bundle. `parts` with `path` and `offset`, and the spelling of the chip family, follow
/// esp-web-tools, so that a browser flasher needs no table of its own.
///
/// @param manifestVersion 1
/// @param name the project
/// @param version of the project; absent when unknown
/// @param idfVersion the ESP-IDF that built it
/// @param silicon the chip, its family and the revisions of it that the images run on
/// @param flashMode such as `dio`
/// @param flashSize such as `4MB`
/// @param flashFreq such as `80m`
/// @param parts by rising offset, without overlap
@JsonPropertyOrder({
    "manifestVersion",
    "name",
    "version",
    "idfVersion",
    "silicon",
    "flashMode",
    "flashSize",
    "flashFreq",
    "parts"
})
public record FlashManifest(
        int manifestVersion,
        String name,
        @Nullable String version,
        String idfVersion,
        @JsonUnwrapped FlashedChip silicon,
        String flashMode,
        String flashSize,
        String flashFreq,
        List<Part> parts) {
    public static final int VERSION = 1;
    private static final int MOST_PARTS = 64;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public FlashManifest {
        if (manifestVersion != VERSION) {
            throw new IllegalArgumentException("manifest_version is " + manifestVersion + ", this program reads 1");
        }
        present("name", name);
        present("idf_version", idfVersion);
        present("chip", silicon.chip());
        present("chip_family", silicon.chipFamily());
        present("flash_mode", flashMode);
        present("flash_size", flashSize);
        present("flash_freq", flashFreq);
        if (parts == null || parts.isEmpty() || parts.size() > MOST_PARTS) {
            throw new IllegalArgumentException("a manifest has 1 to " + MOST_PARTS + " parts");
        }
        Set<String> paths = new HashSet<>();
        for (Part part : parts) {
            if (!paths.add(part.path())) {
                throw new IllegalArgumentException("the part " + part.path() + " is named twice");
            }
        }
        FlashLayout.check(parts, flashSize);
        parts = parts.stream().sorted(Comparator.comparingLong(Part::offset)).toList();
    }

    /// @param path relative to the build folder, and to `files/` in a bundle
    /// @param offset in flash, in bytes
    /// @param size bytes
    /// @param sha256 of the file, 64 hexadecimal digits
    public record Part(String path, long offset, long size, String sha256) {
        public Part {
            FlashPath.check(present("path", path));
            if (offset < 0 || offset > 0xffff_ffffL || size < 1 || size > 0xffff_ffffL) {
                throw new IllegalArgumentException(
                        "the part " + path + " is outside of any flash: offset " + offset + ", size " + size);
            }
            if (!SHA256.matcher(present("sha256", sha256)).matches()) {
                throw new IllegalArgumentException("the part " + path + " has no SHA-256 of 64 hexadecimal digits");
            }
        }

        public long end() {
            return offset + size;
        }
    }

    /// @param revisions of the chip that all images run on; null when unknown
    /// @throws FirmwareException when the parts overlap or do not fit into the flash
    public static FlashManifest of(
            FlasherArgs args,
            String name,
            @Nullable String version,
            String idfVersion,
            @Nullable ChipRevisions revisions,
            List<Part> parts) {
        try {
            return new FlashManifest(
                    VERSION,
                    name,
                    version,
                    idfVersion,
                    FlashedChip.of(args.chip(), revisions),
                    args.flashMode(),
                    args.flashSize(),
                    args.flashFreq(),
                    parts);
        } catch (IllegalArgumentException wrong) {
            throw new FirmwareException(
                    "flash_layout_wrong", "the flash layout is wrong: " + wrong.getMessage(), wrong);
        }
    }

    public static FlashManifest read(byte[] json) {
        return FirmwareJson.read(json, FlashManifest.class, "manifest.json");
    }

    public String chip() {
        return silicon.chip();
    }

    public String chipFamily() {
        return silicon.chipFamily();
    }

    public byte[] json() {
        return FirmwareJson.bytes(this);
    }

    private static String present(String field, @Nullable String value) {
        if (value == null || value.isBlank() || value.length() > 512) {
            throw new IllegalArgumentException("'" + field + "' is missing or too long");
        }
        return value;
    }
}
