package dev.aegis.firmware.size;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.text.LinePrefix;
import dev.aegis.firmware.text.TerminalCodes;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what `idf.py size`, `size-components` or `size-files` printed, in any `--format` (text, csv, json, json2, raw)
/// of ESP-IDF v4 to v6, the summary of PlatformIO or Arduino, or the table of binutils'
/// `size`, with any text around it. Of several reports the last
/// is read, since their sum is the size of no firmware.
public final class SizeReader {
    private static final Pattern IMAGE = Pattern.compile("Total image size:~?\\s*(\\d{1,12}) bytes.*");
    private static final int MOST_CHARACTERS = 64 * 1024 * 1024;

    private SizeReader() {}

    /// @throws FirmwareException if the text contains no sizes
    public static SizeReport read(String output) {
        if (output.length() > MOST_CHARACTERS) {
            throw new FirmwareException("sizes_too_long", "this is too long for a size report");
        }
        List<String> lines =
                output.lines().map(TerminalCodes::remove).map(LinePrefix::strip).toList();
        ReportBuilder found = new ReportBuilder();
        AppImageSize.in(lines).ifPresent(app -> {
            found.binarySize = app.imageSize();
            found.partitionSize = app.partitionSize();
        });
        for (String line : lines) {
            Matcher image = IMAGE.matcher(line);
            if (image.find()) {
                found.imageSize = Long.valueOf(image.group(1));
            }
        }
        JsonSizeReader.read(lines, found);
        CsvTableReader.read(lines, found);
        BoxedTableReader.read(lines, found);
        PlainTextReader.read(lines, found);
        PlainTableReader.read(lines, found);
        ProgressBarReader.read(lines, found);
        if (found.memories.isEmpty()) {
            SectionSumReader.read(lines, found);
        }
        return found.report();
    }
}
