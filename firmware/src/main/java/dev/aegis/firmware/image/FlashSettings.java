package dev.aegis.firmware.image;

import dev.aegis.firmware.Chip;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.Sha256;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the flash is driven, as an image's header says it.
///
/// @param mode `qio`, `qout`, `dio` or `dout`
/// @param size such as `4MB`
/// @param frequencyCode the header's four bits; their meaning differs from chip to chip
public record FlashSettings(String mode, String size, int frequencyCode) {
    static final List<String> MODES = List.of("qio", "qout", "dio", "dout");
    static final List<String> SIZES = List.of("1MB", "2MB", "4MB", "8MB", "16MB", "32MB", "64MB", "128MB");

    public FlashSettings {
        known("flash mode", mode, MODES);
        known("flash size", size, SIZES);
    }

    public static FlashSettings of(EspImage image) {
        return new FlashSettings(image.flashMode(), image.flashSize(), image.flashFrequencyCode());
    }

    /// These, but for what was asked for otherwise.
    ///
    /// @throws FirmwareException naming the values that the chip supports
    public FlashSettings changed(
            Chip chip, @Nullable String newMode, @Nullable String newSize, @Nullable String newFrequency) {
        return new FlashSettings(
                newMode == null ? mode : newMode,
                newSize == null ? size : newSize,
                newFrequency == null ? frequencyCode : code(chip, newFrequency));
    }

    /// The same image with these settings in its header, and the digest that then fits.
    ///
    /// @throws FirmwareException when that would break a signature
    public byte[] into(byte[] file) {
        EspImage image = ImageReader.read(file);
        if (of(image).equals(this)) {
            return file;
        }
        for (int i = image.size(); i < file.length; i++) {
            if (file[i] != (byte) 0xff) {
                throw new FirmwareException(
                        "image_signed", "the bootloader carries a signature, which other flash settings would break");
            }
        }
        byte[] changed = Arrays.copyOf(file, image.size());
        changed[2] = (byte) modeCode();
        changed[3] = (byte) sizeAndFrequency();
        if (image.sha256() != null) {
            int end = image.size() - 32;
            System.arraycopy(Sha256.of(changed, end), 0, changed, end, 32);
        }
        return changed;
    }

    /// As `idf.py` and flashers write it, such as `80m`. Where a code has two meanings, the faster one.
    public String frequency(Chip chip) {
        return frequencies(chip).entrySet().stream()
                .filter(entry -> entry.getValue() == frequencyCode)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("keep");
    }

    int sizeAndFrequency() {
        return SIZES.indexOf(size) << 4 | frequencyCode;
    }

    int modeCode() {
        return MODES.indexOf(mode);
    }

    private static int code(Chip chip, String frequency) {
        Map<String, Integer> known = frequencies(chip);
        Integer code = known.get(frequency);
        if (code == null) {
            throw unknown("flash frequency", frequency, List.copyOf(known.keySet()));
        }
        return code;
    }

    /// The ROM of the esp32c6 divides its fast flash clock wrongly, so that 80m goes by the code of 40m
    /// there.
    private static Map<String, Integer> frequencies(Chip chip) {
        return switch (chip) {
            case ESP32, ESP32S2, ESP32S3, ESP32C3, ESP32P4 -> codes("80m", 15, "40m", 0, "26m", 1, "20m", 2);
            case ESP32C2 -> codes("60m", 15, "30m", 0, "20m", 1, "15m", 2);
            case ESP32C6 -> codes("80m", 0, "40m", 0, "20m", 2);
            case ESP32C5, ESP32C61, ESP32S31 -> codes("80m", 15, "40m", 0, "20m", 2);
            case ESP32H2, ESP32H21, ESP32H4 -> codes("48m", 15, "24m", 0, "16m", 1, "12m", 2);
        };
    }

    private static Map<String, Integer> codes(Object... namesAndCodes) {
        Map<String, Integer> codes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndCodes.length; i += 2) {
            codes.put((String) namesAndCodes[i], (Integer) namesAndCodes[i + 1]);
        }
        return codes;
    }

    private static void known(String what, String word, List<String> words) {
        if (!words.contains(word)) {
            throw unknown(what, word, words);
        }
    }

    private static FirmwareException unknown(String what, String word, List<String> words) {
        return new FirmwareException(
                "flash_setting_unknown",
                "there is no " + what + " '" + word.replaceAll("\\p{Cntrl}", "?") + "' for this chip; it has "
                        + String.join(", ", words));
    }
}
