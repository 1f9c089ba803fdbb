package dev.aegis.firmware.errors.log;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The text of a log. PowerShell writes what it redirects in UTF-16.
final class LogText {
    private static final int MARK = 2;
    private static final int PEEKED = 4;

    private LogText() {}

    static Reader open(InputStream log) throws IOException {
        BufferedInputStream in = new BufferedInputStream(log);
        in.mark(PEEKED);
        byte[] begin = in.readNBytes(PEEKED);
        in.reset();
        return new InputStreamReader(in, charset(begin));
    }

    private static Charset charset(byte[] begin) {
        if (begin.length < PEEKED) {
            return StandardCharsets.UTF_8;
        }
        int mark = (begin[0] & 0xff) << Byte.SIZE | (begin[1] & 0xff);
        return switch (mark) {
            case 0xfffe, 0xfeff -> StandardCharsets.UTF_16;
            default ->
                begin[1] == 0 && begin[MARK + 1] == 0 && begin[0] != 0 && begin[MARK] != 0
                        ? StandardCharsets.UTF_16LE
                        : StandardCharsets.UTF_8;
        };
    }
}
