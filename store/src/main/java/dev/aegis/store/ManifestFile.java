package dev.aegis.store;

import dev.aegis.protocol.WireJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Replaces the manifest atomically: a reader gets the old one or the new one, also after a power failure.
final class ManifestFile {
    private ManifestFile() {}

    static void write(Path root, StoreManifest manifest) throws IOException {
        Path next = Files.createTempFile(root, ".manifest", ".json");
        try {
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                ByteBuffer json = ByteBuffer.wrap(WireJson.pretty(manifest).getBytes(StandardCharsets.UTF_8));
                while (json.hasRemaining()) {
                    channel.write(json);
                }
                channel.force(true);
            }
            TreeCopy.makeReadable(next);
            Files.move(
                    next,
                    root.resolve(Store.MANIFEST),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
