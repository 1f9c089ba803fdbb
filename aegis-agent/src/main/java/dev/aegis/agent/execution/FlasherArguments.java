package dev.aegis.agent.execution;

import dev.aegis.protocol.WireException;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.ProjectFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files and offsets that `build/flasher_args.json` names. An untrusted build wrote that file, so each offset and
/// path is checked.
final class FlasherArguments {
    private static final Pattern OFFSET = Pattern.compile("0x[0-9a-fA-F]{1,8}");
    private static final int MOST_FILES = 64;

    private FlasherArguments() {}

    /// One file to flash.
    ///
    /// @param path relative to the project
    record Entry(Artifact.Role role, String path, long offset) {}

    /// @return in the order of `Artifact.Role`
    static List<Entry> read(byte[] json) throws UnusableArtifactsException {
        Form form;
        try {
            form = WireJson.read(json, Form.class);
        } catch (WireException broken) {
            throw new UnusableArtifactsException("build/flasher_args.json is damaged: " + broken.getMessage());
        }
        Map<String, String> files = form.flashFiles() == null ? Map.of() : form.flashFiles();
        if (files.isEmpty() || files.size() > MOST_FILES) {
            throw new UnusableArtifactsException("build/flasher_args.json names " + files.size() + " files to flash");
        }
        List<Entry> entries = new ArrayList<>();
        Set<Long> offsets = new HashSet<>();
        Set<String> paths = new HashSet<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Entry entry = entry(form, file.getKey(), file.getValue());
            if (!offsets.add(entry.offset()) || !paths.add(entry.path())) {
                throw new UnusableArtifactsException("build/flasher_args.json names an offset or a file twice");
            }
            entries.add(entry);
        }
        entries.sort(Comparator.comparing(Entry::role).thenComparingLong(Entry::offset));
        return entries;
    }

    private static Entry entry(Form form, String offset, @Nullable String file) throws UnusableArtifactsException {
        if (!OFFSET.matcher(offset).matches()) {
            throw new UnusableArtifactsException("build/flasher_args.json has an invalid offset");
        }
        String path = "build/" + file;
        try {
            ProjectFile.checkPath(path);
        } catch (IllegalArgumentException hostile) {
            throw new UnusableArtifactsException("build/flasher_args.json: " + hostile.getMessage());
        }
        return new Entry(form.roleOf(String.valueOf(file)), path, Long.parseLong(offset.substring(2), 16));
    }

    /// The parts of the file that we read.
    record Form(
            @Nullable Map<String, String> flashFiles,
            @Nullable Part bootloader,

            @com.fasterxml.jackson.annotation.JsonProperty("partition-table") @Nullable
            Part partitionTable,

            @Nullable Part app) {
        Artifact.Role roleOf(String file) {
            if (names(bootloader, file)) {
                return Artifact.Role.BOOTLOADER;
            }
            if (names(partitionTable, file)) {
                return Artifact.Role.PARTITIONS;
            }
            return names(app, file) ? Artifact.Role.FIRMWARE : Artifact.Role.FLASH_DATA;
        }

        private static boolean names(@Nullable Part part, String file) {
            return part != null && file.equals(part.file());
        }
    }

    record Part(@Nullable String file) {}
}
