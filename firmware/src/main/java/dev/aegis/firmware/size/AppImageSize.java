package dev.aegis.firmware.size;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The size of the application's image and of the smallest app partition, as every build prints them.
///
/// @param image the file's name
/// @param imageSize of the file, with its padding
/// @param partitionSize less than the size of the image if it does not fit
public record AppImageSize(String image, long imageSize, long partitionSize) {
    private static final Pattern FITS = Pattern.compile(
            "(\\S{1,200}) binary size 0x([0-9a-f]{1,8}) bytes\\. Smallest app partition is 0x([0-9a-f]{1,8}) bytes\\.");
    private static final Pattern TOO_LARGE =
            Pattern.compile("partitions? (?:is|are) too small for binary (\\S{1,200}) size 0x([0-9a-f]{1,8})");
    private static final Pattern PARTITION =
            Pattern.compile("- Part '.{0,40}' 0/\\d{1,3} @ 0x[0-9a-f]{1,8} size 0x([0-9a-f]{1,8})");

    /// Returns the last that the lines of a log tell.
    public static Optional<AppImageSize> in(List<String> lines) {
        AppImageSize last = null;
        for (int i = 0; i < lines.size(); i++) {
            AppImageSize here = fits(lines.get(i));
            here = here == null ? tooLarge(lines, i) : here;
            last = here == null ? last : here;
        }
        return Optional.ofNullable(last);
    }

    private static @Nullable AppImageSize fits(String line) {
        Matcher found = FITS.matcher(line);
        return found.find() ? new AppImageSize(found.group(1), hex(found.group(2)), hex(found.group(3))) : null;
    }

    /// Reads the error and the partitions that the lines below it list.
    private static @Nullable AppImageSize tooLarge(List<String> lines, int at) {
        Matcher found = TOO_LARGE.matcher(lines.get(at));
        if (!found.find()) {
            return null;
        }
        Long smallest = null;
        for (String line : lines.subList(at + 1, lines.size())) {
            Matcher partition = PARTITION.matcher(line);
            if (!partition.find()) {
                break;
            }
            long size = hex(partition.group(1));
            smallest = smallest == null || size < smallest ? Long.valueOf(size) : smallest;
        }
        return smallest == null
                ? null
                : new AppImageSize(found.group(1).replaceFirst(":$", ""), hex(found.group(2)), smallest);
    }

    private static long hex(String digits) {
        return Long.parseLong(digits, 16);
    }
}
