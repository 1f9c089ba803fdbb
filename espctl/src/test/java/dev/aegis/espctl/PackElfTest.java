package dev.aegis.espctl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.Chip;
import dev.aegis.firmware.bundle.FlashBundle;
import dev.aegis.firmware.bundle.FlashCheck;
import dev.aegis.firmware.image.FlashSettings;
import dev.aegis.firmware.image.ImageWriter;
import dev.aegis.firmware.image.ProgramFile;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import dev.aegis.testkit.LinkedProgram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Conversion of a program of another compiler, by command and by MCP tool, without a build server.
class PackElfTest {
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}
            """;

    @TempDir
    static Path made;

    private static Path program;
    private static Path bootloader;

    @TempDir
    Path folder;

    private Path project;
    private EspctlProcess espctl;

    @BeforeAll
    static void programs() throws IOException {
        program = LinkedProgram.link("esp32c3", made.resolve("rusty"));
        Path other = LinkedProgram.link("esp32c3", made.resolve("other"), "RAM_ONLY");
        byte[] image = ImageWriter.write(
                        ProgramFile.read(Files.readAllBytes(other)), Chip.ESP32C3, new FlashSettings("dio", "2MB", 15))
                .bytes();
        bootloader = Files.write(made.resolve("bootloader.bin"), image);
    }

    @BeforeEach
    void project() throws IOException {
        project = Files.createDirectory(folder.resolve("crate"));
        espctl = new EspctlProcess(Files.createDirectory(folder.resolve("home")), project);
    }

    @Test
    void writesFlashableFilesAndReusesTheBootloader() throws Exception {
        Path table = table(row(0, 0, 0x20000, 0x100000, "factory"));

        JsonObject first = packed("--bootloader", bootloader.toString(), "--partition-table", table.toString());

        assertEquals("succeeded", first.text("status"));
        assertEquals("factory", first.text("partition"));
        FlashBundle bundle = bundle(first);
        FlashCheck.check(bundle);
        assertEquals("0.7.1", bundle.manifest().version());
        assertEquals("80m", bundle.manifest().flashFreq());
        assertArrayEquals(Files.readAllBytes(program), Files.readAllBytes(project.resolve("build/rust/rusty.elf")));

        JsonObject second = packed("--flash-mode", "qio", "--flash-size", "4MB");

        assertEquals("those of task " + first.text("task_id"), second.text("boot_from"));
        assertEquals("4MB", bundle(second).manifest().flashSize());
        FlashCheck.check(bundle(second));
        EspctlProcess.Outcome artifacts = espctl.run("", "artifacts", "--json");
        assertEquals(
                project.resolve("build/rust").toString(), json(artifacts.out()).text("build_dir"));
    }

    @Test
    void acceptsAPartitionTableAsCsv() throws Exception {
        Path csv = Files.writeString(folder.resolve("partitions.csv"), "nvs,data,nvs,,24K\nmain,app,factory,,1536K\n");

        JsonObject answer = packed("--bootloader", bootloader.toString(), "--partition-table", csv.toString());

        assertEquals("main", answer.text("partition"));
        FlashCheck.check(bundle(answer));
    }

    @Test
    void placesTheApplicationInTheFirstOtaPartition() throws Exception {
        Path table = table(
                row(1, 0, 0xd000, 0x2000, "otadata"),
                row(0, 0x11, 0x20000, 0x80000, "ota_1"),
                row(0, 0x10, 0xa0000, 0x80000, "ota_0"));

        JsonObject answer = packed("--bootloader", bootloader.toString(), "--partition-table", table.toString());

        assertEquals("ota_0", answer.text("partition"));
        assertEquals(0xa0000, offset(answer, "rusty.bin"));
        assertEquals(0xd000, offset(answer, "ota_data_initial.bin"));
    }

    @Test
    void reportsByHowManyBytesTheProgramIsTooLarge() throws Exception {
        Path large = LinkedProgram.link("esp32c3", folder.resolve("large"), "LARGE=70000");
        Path table = table(row(0, 0, 0x20000, 0x10000, "factory"));

        EspctlProcess.Outcome outcome = espctl.run(
                "",
                "build",
                "--elf",
                large.toString(),
                "--bootloader",
                bootloader.toString(),
                "--partition-table",
                table.toString());

        assertEquals(1, outcome.exit());
        assertTrue(
                outcome.err()
                        .matches("(?s)error: the application has \\d{6} bytes, \\d{5,6} too many for the partition"
                                + " 'factory' of 65536 bytes\nhint: .*"),
                outcome.err());
        assertFalse(Files.exists(project.resolve("build")));
    }

    @Test
    void listsMissingFilesWithoutABuildServer() throws Exception {
        EspctlProcess.Outcome outcome = espctl.run("", "build", "--elf", program.toString());

        assertEquals(3, outcome.exit());
        assertTrue(outcome.err().contains("--bootloader and --partition-table"), outcome.err());
        JsonObject plan = call(JsonObject.of("elf", program.toString(), "target", "esp32c3"));
        assertEquals("planning", plan.text("status"));
        assertEquals(2, plan.array("missing").items().size());
        assertTrue(plan.text("mode").contains("espctl login"), plan.toString());
    }

    @Test
    void writesFlashableFilesByMcp() throws Exception {
        Path table = table(row(0, 0, 0x20000, 0x100000, "factory"));

        JsonObject answer = call(JsonObject.of(
                "elf", program.toString(),
                "target", "esp32c3",
                "bootloader", bootloader.toString(),
                "partition_table", table.toString(),
                "output_dir", "out/flash"));

        assertEquals("succeeded", answer.text("status"));
        assertEquals(project.resolve("out/flash").toString(), answer.text("build_dir"));
        assertTrue(answer.text("next").contains(answer.text("task_id")), answer.toString());
        assertTrue(answer.toString().length() < 4500, answer.toString());
    }

    @Test
    void refusesInvalidInputInOneSentence() throws Exception {
        Path table = table(row(0, 0, 0x20000, 0x100000, "factory"));
        Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\n");
        Files.createDirectories(project.resolve("build"));
        Files.writeString(project.resolve("build/CMakeCache.txt"), "");

        assertRefused("there is no file " + folder.resolve("none"), "--elf", "../none");
        assertRefused("it does not begin like an ELF file", "--elf", script.toString());
        assertRefused("says it is for esp32c3, not for esp32c6", "--elf", program.toString(), "-t", "esp32c6");
        assertRefused("'esp99' (target) is not a chip", "--elf", program.toString(), "-t", "esp99");
        assertRefused("is not a folder below", "--elf", program.toString(), "--output-dir", "..");
        assertRefused("holds the files of an ESP-IDF build", "--elf", program.toString(), "--output-dir", "build");
        assertRefused(
                "the bootloader cannot be used: an image begins with 0xe9",
                "--elf",
                program.toString(),
                "--bootloader",
                table.toString(),
                "--partition-table",
                table.toString());
        assertRefused("need --elf", "--flash-mode", "dio");
        assertRefused(
                "--clean has no effect with --elf, which compiles nothing", "--elf", program.toString(), "--clean");
        assertRefused("--elf takes one chip", "--elf", program.toString(), "-t", "esp32c3,esp32c6");
    }

    private void assertRefused(String words, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("build"));
        all.addAll(List.of(arguments));
        EspctlProcess.Outcome outcome = espctl.run("", all.toArray(String[]::new));
        assertEquals(2, outcome.exit(), outcome.err());
        assertTrue(outcome.err().contains(words), outcome.err());
        assertTrue(outcome.err().matches("error: [^\n]+\nhint: [^\n]+\n"), outcome.err());
    }

    private JsonObject packed(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("build", "--json", "--elf", program.toString()));
        arguments.addAll(List.of(more));
        EspctlProcess.Outcome outcome = espctl.run("", arguments.toArray(String[]::new));
        assertEquals(0, outcome.exit(), outcome.err());
        return json(outcome.out());
    }

    private JsonObject call(JsonObject arguments) throws Exception {
        String request = JsonObject.of(
                        "jsonrpc",
                        "2.0",
                        "id",
                        1,
                        "method",
                        "tools/call",
                        "params",
                        JsonObject.of("name", "build.rust_elf", "arguments", arguments))
                + "\n";
        EspctlProcess.Outcome outcome = espctl.run(INITIALIZE + request, "mcp", "serve");
        for (String line : outcome.out().lines().toList()) {
            JsonObject answer = json(line);
            if (answer.whole("id", 0) == 1) {
                assertFalse(answer.object("result").flag("isError", false), line);
                return answer.object("result").object("structuredContent");
            }
        }
        throw new AssertionError("no answer: " + outcome);
    }

    private static FlashBundle bundle(JsonObject answer) throws IOException {
        byte[] bundle = Files.readAllBytes(Path.of(answer.text("bundle")));
        return FlashBundle.read(new ByteArrayInputStream(bundle));
    }

    private static long offset(JsonObject answer, String path) {
        return answer.array("parts").objects().stream()
                .filter(part -> part.text("path").equals(path))
                .findFirst()
                .orElseThrow()
                .whole("offset", -1);
    }

    private static JsonObject json(String text) throws Exception {
        return (JsonObject) JsonReader.read(text);
    }

    private Path table(byte[]... rows) throws IOException {
        byte[] table = new byte[0xc00];
        Arrays.fill(table, (byte) 0xff);
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, table, i * 32, 32);
        }
        return Files.write(folder.resolve("partition-table.bin"), table);
    }

    private static byte[] row(int type, int subtype, int offset, int size, String name) {
        byte[] row = new byte[32];
        ByteBuffer.wrap(row)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0x50aa)
                .put((byte) type)
                .put((byte) subtype)
                .putInt(offset)
                .putInt(size)
                .put(name.getBytes(StandardCharsets.US_ASCII));
        return row;
    }
}
