package dev.aegis.chip.rom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The addresses of the functions in a chip's ROM, and of the ROM's variables in RAM.
final class RomSymbols {
    private final Map<Integer, List<String>> names = new HashMap<>();

    static RomSymbols of(String target) {
        RomSymbols symbols = new RomSymbols();
        try (InputStream resource = RomSymbols.class.getResourceAsStream(target + ".rom")) {
            if (resource == null) {
                throw new IllegalStateException("no ROM symbols for " + target);
            }
            symbols.read(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the ROM symbols of " + target, e);
        }
        return symbols;
    }

    private void read(InputStream resource) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
            String line = reader.readLine();
            while (line != null) {
                int space = line.indexOf(' ');
                int address = Integer.parseUnsignedInt(line, 0, space, 16);
                names.computeIfAbsent(address, ignored -> new ArrayList<>()).add(line.substring(space + 1));
                line = reader.readLine();
            }
        }
    }

    /// Returns the names of the functions at an address.
    List<String> at(int address) {
        return names.getOrDefault(address, List.of());
    }
}
