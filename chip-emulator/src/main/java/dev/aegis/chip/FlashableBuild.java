package dev.aegis.chip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The files to flash, as `flasher_args.json` of a build directory lists them.
///
/// @param target the chip it was built for
/// @param parts file content by flash offset
public record FlashableBuild(String target, Map<Integer, byte[]> parts) {
    public FlashableBuild {
        parts = Map.copyOf(parts);
    }

    public static FlashableBuild in(Path buildDirectory) throws IOException {
        Path manifest = buildDirectory.resolve("flasher_args.json");
        JsonNode root = JsonMapper.shared().readTree(Files.readString(manifest));
        Map<Integer, byte[]> parts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> file : root.path("flash_files").properties()) {
            Path path = buildDirectory.resolve(file.getValue().asString());
            parts.put(Integer.decode(file.getKey()), Files.readAllBytes(path));
        }
        if (parts.isEmpty()) {
            throw new IOException(manifest + " names no flash_files");
        }
        return new FlashableBuild(root.path("extra_esptool_args").path("chip").asString(), parts);
    }

    public byte[] flashImage() {
        return FlashImage.of(parts).bytes();
    }
}
