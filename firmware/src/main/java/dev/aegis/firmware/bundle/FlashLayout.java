package dev.aegis.firmware.bundle;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks that files fit into a flash chip without overlap.
final class FlashLayout {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,4})(MB|KB)");
    private static final long LARGEST = 1L << 32;

    private FlashLayout() {}

    /// @throws IllegalArgumentException naming the two files that overlap, or the one that does not fit
    static void check(List<FlashManifest.Part> parts, String flashSize) {
        long end = bytes(flashSize);
        FlashManifest.Part before = null;
        for (FlashManifest.Part part : parts.stream()
                .sorted(Comparator.comparingLong(FlashManifest.Part::offset))
                .toList()) {
            if (before != null && part.offset() < before.end()) {
                throw new IllegalArgumentException("%s at 0x%x overlaps %s, which ends at 0x%x"
                        .formatted(part.path(), part.offset(), before.path(), before.end()));
            }
            if (part.end() > end) {
                throw new IllegalArgumentException(
                        "%s ends at 0x%x, beyond the flash of %s".formatted(part.path(), part.end(), flashSize));
            }
            before = part;
        }
    }

    /// With `detect` and `keep` the flasher determines the size, so only the address space limits it.
    static long bytes(String flashSize) {
        if (flashSize.equals("detect") || flashSize.equals("keep")) {
            return LARGEST;
        }
        Matcher size = SIZE.matcher(flashSize);
        if (!size.matches()) {
            throw new IllegalArgumentException("the flash size '" + flashSize + "' is not like 4MB");
        }
        return Long.parseLong(size.group(1)) * (size.group(2).equals("MB") ? 1024 * 1024 : 1024);
    }
}
