package dev.aegis.firmware.size;

import dev.aegis.firmware.FirmwareException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what `idf.py size`, `size-components` or `size-files` printed, in any `--format` (text, csv, json, json2,
/// raw), with any text around it.
public final class SizeReader {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");
    private static final Pattern PARTITION = Pattern.compile(
            "binary size 0x([0-9a-f]{1,8}) bytes\\. Smallest app partition is 0x[0-9a-f]{1,8} bytes\\. 0x([0-9a-f]{1,8}) bytes .*free");
    private static final Pattern IMAGE = Pattern.compile("Total image size:\\s*(\\d{1,12}) bytes.*");
    private static final int MOST_CHARACTERS = 64 * 1024 * 1024;

    private SizeReader() {}

    /// @throws FirmwareException if the text contains no sizes
    public static SizeReport read(String output) {
        if (output.length() > MOST_CHARACTERS) {
            throw new FirmwareException("sizes_too_long", "this is too long for a size report");
        }
        List<String> lines = COLOUR.matcher(output).replaceAll("").lines().toList();
        ReportBuilder found = new ReportBuilder();
        for (String line : lines) {
            Matcher partition = PARTITION.matcher(line);
            if (partition.find()) {
                found.binarySize = Long.valueOf(partition.group(1), 16);
                found.flashRemaining = Long.valueOf(partition.group(2), 16);
            }
            Matcher image = IMAGE.matcher(line);
            if (image.matches()) {
                found.imageSize = Long.valueOf(image.group(1));
            }
        }
        JsonSizeReader.read(lines, found);
        CsvTableReader.read(lines, found);
        BoxedTableReader.read(lines, found);
        PlainTextReader.read(lines, found);
        return found.report();
    }
}
