package dev.aegis.firmware.bundle;

import dev.aegis.firmware.FirmwareException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The content of `build/flasher_args.json`: the files with their offsets, and the settings of the flash.
///
/// @param chip such as `esp32c3`
/// @param flashMode such as `dio`
/// @param flashSize such as `4MB`, or `detect` or `keep`
/// @param flashFreq such as `80m`
/// @param files by rising offset
public record FlasherArgs(String chip, String flashMode, String flashSize, String flashFreq, List<FlashFile> files) {
    private static final Pattern CHIP = Pattern.compile("esp[0-9a-z]{2,16}");
    private static final Pattern WORD = Pattern.compile("[0-9A-Za-z]{1,16}");
    private static final Pattern OFFSET = Pattern.compile("0x[0-9a-fA-F]{1,8}|\\d{1,10}");
    private static final int MOST_FILES = 64;

    public FlasherArgs {
        files = List.copyOf(files);
    }

    /// @param offset in flash, in bytes
    /// @param path relative to the build folder
    public record FlashFile(long offset, String path) {
        public FlashFile {
            FlashPath.check(path);
        }
    }

    /// Returns the JSON in the form that `idf.py` writes and flashers read.
    public byte[] json() {
        Map<String, String> places = new LinkedHashMap<>();
        files.forEach(file -> places.put("0x" + Long.toHexString(file.offset()), file.path()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "write_flash_args",
                List.of("--flash_mode", flashMode, "--flash_size", flashSize, "--flash_freq", flashFreq));
        json.put("flash_settings", Map.of("flash_mode", flashMode, "flash_size", flashSize, "flash_freq", flashFreq));
        json.put("flash_files", places);
        json.put("extra_esptool_args", Map.of("after", "hard_reset", "before", "default_reset", "chip", chip));
        return FirmwareJson.bytes(json);
    }

    /// @throws FirmwareException naming the field and the reason
    public static FlasherArgs read(byte[] json) {
        JsonNode root = FirmwareJson.tree(json, "flasher_args.json");
        try {
            JsonNode settings = root.path("flash_settings");
            return new FlasherArgs(
                    word(root.path("extra_esptool_args"), "chip", CHIP),
                    word(settings, "flash_mode", WORD),
                    word(settings, "flash_size", WORD),
                    word(settings, "flash_freq", WORD),
                    files(root.path("flash_files")));
        } catch (IllegalArgumentException wrong) {
            throw new FirmwareException("flasher_args_malformed", "flasher_args.json: " + wrong.getMessage(), wrong);
        }
    }

    private static List<FlashFile> files(JsonNode node) {
        if (!node.isObject() || node.isEmpty() || node.size() > MOST_FILES) {
            throw new IllegalArgumentException("'flash_files' must name 1 to " + MOST_FILES + " files");
        }
        Set<String> paths = new HashSet<>();
        Set<Long> offsets = new HashSet<>();
        for (Map.Entry<String, JsonNode> file : node.properties()) {
            if (!file.getValue().isString()) {
                throw new IllegalArgumentException("the file at '" + file.getKey() + "' is not text");
            }
            if (!offsets.add(offset(file.getKey()))) {
                throw new IllegalArgumentException("two files are written at " + file.getKey());
            }
            if (!paths.add(file.getValue().stringValue())) {
                throw new IllegalArgumentException("the file " + file.getValue().stringValue() + " is written twice");
            }
        }
        return node.properties().stream()
                .map(file ->
                        new FlashFile(offset(file.getKey()), file.getValue().stringValue()))
                .sorted(Comparator.comparingLong(FlashFile::offset))
                .toList();
    }

    private static long offset(String text) {
        if (!OFFSET.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text.replaceAll("\\p{Cntrl}", "?") + "' is not a flash offset");
        }
        return Long.decode(text.startsWith("0x") ? text : String.valueOf(Long.parseLong(text)));
    }

    private static String word(JsonNode parent, String name, Pattern form) {
        JsonNode value = parent.path(name);
        if (!value.isString() || !form.matcher(value.stringValue()).matches()) {
            throw new IllegalArgumentException("'" + name + "' is missing or has no sensible value");
        }
        return value.stringValue();
    }
}
