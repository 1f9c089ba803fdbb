package dev.aegis.espctl.needs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files that an sdkconfig names: a partition table and a bundle of certificates, relative to the project.
public final class SdkconfigPaths {
    private static final Pattern OPTION = Pattern.compile(
            "\\s*CONFIG_(?:PARTITION_TABLE_CUSTOM_FILENAME|MBEDTLS_CUSTOM_CERTIFICATE_BUNDLE_PATH)=\"([^\"]+)\"\\s*");
    private static final long MOST_BYTES = 4 * 1024 * 1024;

    private SdkconfigPaths() {}

    public static List<Need> in(Path sdkconfig, Path project) {
        List<Need> found = new ArrayList<>();
        try {
            if (!Files.isRegularFile(sdkconfig) || Files.size(sdkconfig) > MOST_BYTES) {
                return found;
            }
            int number = 0;
            for (String line : new String(Files.readAllBytes(sdkconfig), StandardCharsets.UTF_8).split("\\R", -1)) {
                number++;
                Matcher option = OPTION.matcher(line);
                if (option.matches()) {
                    found.add(new Need(
                            project.resolve(option.group(1)).normalize(),
                            Need.Use.LONE_FILE,
                            option.group(1),
                            new Origin(sdkconfig, number),
                            false,
                            java.util.Set.of()));
                }
            }
        } catch (IOException unreadable) {
            return found;
        }
        return found;
    }
}
