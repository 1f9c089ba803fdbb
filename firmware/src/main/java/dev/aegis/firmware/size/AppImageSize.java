package dev.aegis.firmware.size;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The size of the application's image and the free space of the smallest app partition, as every build prints them.
///
/// @param image the file's name
/// @param imageSize of the file, with its padding
/// @param flashRemaining less than 0 if the image does not fit
public record AppImageSize(String image, long imageSize, long partitionSize, long flashRemaining) {
    private static final Pattern LINE = Pattern.compile(
            "(\\S{1,200}) binary size 0x([0-9a-f]{1,8}) bytes\\. Smallest app partition is 0x([0-9a-f]{1,8}) bytes\\.");

    /// @param line of a build's log
    public static Optional<AppImageSize> of(String line) {
        Matcher found = LINE.matcher(line);
        if (!found.find()) {
            return Optional.empty();
        }
        long size = Long.parseLong(found.group(2), 16);
        long partition = Long.parseLong(found.group(3), 16);
        return Optional.of(new AppImageSize(found.group(1), size, partition, partition - size));
    }
}
