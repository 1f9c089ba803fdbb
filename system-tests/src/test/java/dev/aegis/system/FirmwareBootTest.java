package dev.aegis.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.chip.ChipEmulator;
import dev.aegis.chip.FlashImage;
import dev.aegis.chip.RunReport;
import dev.aegis.chip.StopReason;
import dev.aegis.firmware.bundle.FlashManifest;
import dev.aegis.protocol.WireJson;
import dev.aegis.testkit.LinkedProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Firmware that espctl downloaded boots in the chip emulator, when each part is at the offset that the manifest gives.
@Timeout(300)
class FirmwareBootTest {
    private static final long MAX_INSTRUCTIONS = 200_000_000;
    private static final String CRASHES = """
            #include <stdio.h>

            static int __attribute__((noinline)) look_at(volatile int *address)
            {
                return *address;
            }

            void app_main(void)
            {
                printf("%d\\n", look_at((volatile int *)8));
            }
            """;
    private static final String LARGER = """
            #include <stdio.h>

            static const volatile char table[4000] = {1};

            void app_main(void)
            {
                printf("%d\\n", table[3999]);
            }
            """;

    @RegisterExtension
    static final WholeProduct product = new WholeProduct();

    private final EspctlUser user = product.newUser();

    @ParameterizedTest
    @ValueSource(strings = {"esp32c2", "esp32c3", "esp32c6", "esp32h2"})
    void bootsTheImageOfIdfPyAndTheOneOfEspctl(String target) throws Exception {
        EspctlUser.Outcome built = user.run("build", "-t", target, "--quiet");
        assertEquals(0, built.exit(), built.err());

        assertSays("Hello world!", target, user.project().resolve("build"));

        EspctlUser.Outcome packed = user.run("build", "--elf", "build/hello_world.elf", "-t", target, "--quiet");
        assertEquals(0, packed.exit(), packed.err());
        assertSays("Hello world!", target, user.project().resolve("build/rust"));
        assertArrayEquals(
                segments(user.project().resolve("build/hello_world.bin")),
                segments(user.project().resolve("build/rust/hello_world.bin")));
    }

    /// Bootloader and partition table are built by the machine; the second time they come from the cache.
    @Test
    void bootsAProgramOfAnotherCompiler() throws Exception {
        Path crate = Files.createDirectory(user.folder().resolve("crate"));
        Path elf = LinkedProgram.link("esp32c3", crate.resolve("rusty"));

        EspctlUser.Outcome made = user.run("build", "-C", crate.toString(), "--elf", elf.toString(), "--quiet");
        assertEquals(0, made.exit(), made.err());
        assertSays(LinkedProgram.GREETING, "esp32c3", crate.resolve("build/rust"));

        Path other = Files.createDirectory(user.folder().resolve("other"));
        EspctlUser.Outcome again = user.with("ESPCTL_SERVER", "http://127.0.0.1:1")
                .run("build", "-C", other.toString(), "--elf", elf.toString(), "--json");
        assertEquals(0, again.exit(), again.err());
        assertTrue(again.out().contains("those that a build machine made with ESP-IDF"), again.out());
    }

    private static void assertSays(String greeting, String target, Path build) throws Exception {
        RunReport run = ChipEmulator.forTarget(target).boot(flashed(build)).runUntil(greeting, MAX_INSTRUCTIONS);
        assertInstanceOf(StopReason.TextSeen.class, run.stopReason(), run.toString());
        assertEquals(List.of(), run.bootWarnings(), run.toString());
    }

    /// Returns the image without its header, which contains the chip revisions of the SDK's configuration, and without
    /// its digest.
    private static byte[] segments(Path image) throws Exception {
        byte[] bytes = Files.readAllBytes(image);
        return Arrays.copyOfRange(bytes, 24, bytes.length - 32);
    }

    /// The project is built again between the crash and its analysis.
    @Test
    void decodesTheCrashOfAnEarlierBuildAndComparesSizes() throws Exception {
        user.write("main/hello_world_main.c", CRASHES);
        EspctlUser.Outcome built = user.run("build", "-t", "esp32c3", "--quiet");
        assertEquals(0, built.exit(), built.err());
        RunReport run = ChipEmulator.forTarget("esp32c3")
                .boot(flashed(user.project().resolve("build")))
                .runUntil("Rebooting...", MAX_INSTRUCTIONS);
        Files.writeString(user.folder().resolve("panic.txt"), run.uart());
        user.write("main/hello_world_main.c", LARGER);
        EspctlUser.Outcome again = user.run("build", "--quiet");
        assertEquals(0, again.exit(), again.err());

        EspctlUser.Outcome decoded = user.run("decode", "../panic.txt");
        Size size = WireJson.read(user.run("size", "--json").out(), Size.class);
        EspctlUser.Outcome sbom = user.run("sbom");

        assertEquals(0, decoded.exit(), decoded.err() + run);
        assertTrue(decoded.out().contains(" at main/hello_world_main.c:5\n"), decoded.out());
        assertTrue(decoded.out().contains("app_main+"), decoded.out());
        assertTrue(size.previous().difference().flash() >= 4000, size.toString());
        assertEquals(
                "libmain.a",
                size.previous().difference().components().getFirst().name());
        assertTrue(size.sizeReport().flashRemaining() > 0, size.toString());
        assertTrue(sbom.out().contains("\"SPDX-2.3\""), sbom.out());
    }

    @Test
    void keepsNoNewFilesForAnUnchangedBuild() throws Exception {
        assertEquals(0, user.run("build", "-t", "esp32c3", "--quiet").exit());
        List<String> before = kept();

        assertEquals(0, user.run("build", "--quiet").exit());

        assertEquals(7, before.size(), before.toString());
        assertEquals(before, kept());
    }

    private List<String> kept() throws IOException {
        try (var files = Files.list(user.home().resolve(".local/state/espctl/kept"))) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    record Size(Figures sizeReport, Previous previous) {}

    record Figures(long flashUsed, long flashRemaining) {}

    record Previous(String taskId, Difference difference) {}

    record Difference(long flash, List<Change> components) {}

    record Change(String name) {}

    private static byte[] flashed(Path build) throws Exception {
        FlashImage flash = FlashImage.blank();
        for (FlashManifest.Part part : FlashManifest.read(Files.readAllBytes(build.resolve("manifest.json")))
                .parts()) {
            flash.with(Math.toIntExact(part.offset()), Files.readAllBytes(build.resolve(part.path())));
        }
        return flash.bytes();
    }
}
