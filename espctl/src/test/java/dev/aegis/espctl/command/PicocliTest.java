package dev.aegis.espctl.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PicocliTest {
    /// The first version whose classes the JVM keeps in a cache; picocli's own jar has 49.
    private static final int CACHEABLE = 50;

    @Test
    void isCompiledSoThatACacheTakesIt() throws IOException {
        try (var in = CommandLine.class.getResourceAsStream("CommandLine.class")) {
            DataInputStream content = new DataInputStream(in);
            content.skipNBytes(6);

            int major = content.readUnsignedShort();

            assertTrue(major >= CACHEABLE, "class file version " + major);
        }
    }
}
