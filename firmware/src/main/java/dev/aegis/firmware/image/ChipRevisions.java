package dev.aegis.firmware.image;

import dev.aegis.firmware.Chip;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The revisions of a chip that an image runs on, as its header says: 100 times the major number plus the minor number.
///
/// @param min the lowest
/// @param max the highest that its ESP-IDF knows; null if the header names none
public record ChipRevisions(int min, @Nullable Integer max) {
    /// The range of an image that makes no demand.
    public static final ChipRevisions ANY = new ChipRevisions(0, null);

    private static final int MIN = 14;
    private static final int MIN_FULL = 15;
    private static final int MAX_FULL = 17;
    private static final int UNSET = 0xffff;
    private static final int MAJOR = 100;

    /// ESP-IDF builds for the esp32p4 either below this revision or from it, because the two differ in their memory and
    /// devices (`CONFIG_ESP32P4_SELECTS_REV_LESS_V3`).
    private static final int SECOND_P4 = 300;

    /// Returns the revisions in the header of a file, without checking the rest; [#ANY] if it is no image.
    public static ChipRevisions of(byte[] file) {
        if (file.length < ImageReader.HEADER_BYTES || Byte.toUnsignedInt(file[0]) != ImageReader.MAGIC) {
            return ANY;
        }
        ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        return read(header, Short.toUnsignedInt(header.getShort(ImageReader.CHIP_ID)));
    }

    /// @param header of an image, `esp_image_header_t`
    static ChipRevisions read(ByteBuffer header, int chipId) {
        int min = Short.toUnsignedInt(header.getShort(MIN_FULL));
        int max = Short.toUnsignedInt(header.getShort(MAX_FULL));
        if (min == 0) {
            min = beforeMinorNumbers(Byte.toUnsignedInt(header.get(MIN)), chipId);
        }
        return new ChipRevisions(min, max == 0 || max == UNSET ? null : max);
    }

    /// ESP-IDF before v4.4 wrote one byte: the minor number of an esp32c3, the major number of every other chip.
    private static int beforeMinorNumbers(int min, int chipId) {
        return chipId == Chip.ESP32C3.imageId() ? min : min * MAJOR;
    }

    /// Returns the revisions that two images of one build run on.
    public ChipRevisions and(ChipRevisions other) {
        Integer lower = max == null || (other.max != null && other.max < max) ? other.max : max;
        return new ChipRevisions(Math.max(min, other.min), lower);
    }

    /// Returns whether there is no such revision.
    public boolean isEmpty() {
        return max != null && max < min;
    }

    /// Returns one sentence about chips that the image does not run on; empty if it runs on every revision that its
    /// ESP-IDF knows.
    ///
    /// @param target the name of the chip
    public Optional<String> sentence(String target) {
        if (target.equals(Chip.ESP32P4.target()) && max != null && max < SECOND_P4) {
            return Optional.of(
                    "runs on " + target + " revision " + words() + ", not on " + words(SECOND_P4) + " or later");
        }
        return min == 0 ? Optional.empty() : Optional.of("runs on " + target + " revision " + words(min) + " or later");
    }

    /// Returns `1.0 to 1.99`, or `3.0 or later`.
    public String words() {
        return words(min) + (max == null ? " or later" : " to " + words(max));
    }

    /// Returns `3.1` for 301.
    private static String words(int revision) {
        return revision / MAJOR + "." + revision % MAJOR;
    }
}
