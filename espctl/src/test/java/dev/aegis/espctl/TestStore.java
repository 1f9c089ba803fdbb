package dev.aegis.espctl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A store with one version in its manifest and no files.
final class TestStore {
    private TestStore() {}

    static Path make(Path root) throws IOException {
        Files.createDirectories(root);
        Files.writeString(root.resolve("manifest.json"), """
                {
                  "schema": 1,
                  "versions": [
                    {
                      "version": "v5.3.1",
                      "path": "idf/v5.3.1",
                      "default": true,
                      "targets": ["esp32c3", "esp32c6"],
                      "tools": [{"name": "riscv32-esp-elf", "version": "13.2.0"}],
                      "path_entries": ["${IDF}/tools"],
                      "environment": {},
                      "sha256": "%s",
                      "commit_hash": "c8fc5f643b7a7b0d3b182d3df610844e3dc9bd74"
                    }
                  ]
                }
                """.formatted("0".repeat(64)));
        return root;
    }
}
