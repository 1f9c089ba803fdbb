package dev.aegis.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.aegis.firmware.bundle.FlashManifest;
import dev.aegis.testkit.chip.ChipEmulator;
import dev.aegis.testkit.chip.Ending;
import dev.aegis.testkit.chip.FlashImage;
import dev.aegis.testkit.chip.RunReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The end of the journey: what espctl brought home, written where its manifest says, boots as the chip's ROM boots it.
@Timeout(300)
class FirmwareBootTest {
    private static final long MORE_THAN_A_BOOT_TAKES = 200_000_000;
    private static Fleet fleet;

    @TempDir
    Path folder;

    @BeforeAll
    static void startFleet() throws Exception {
        fleet = Fleet.start();
    }

    @AfterAll
    static void stopFleet() throws Exception {
        fleet.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c2", "esp32c3", "esp32c6", "esp32h2"})
    void printsItsGreetingAfterANormalBoot(String target) throws Exception {
        EspctlUser user = new EspctlUser(folder, fleet.address());
        EspctlUser.Outcome built = user.run("build", "-t", target, "--quiet");
        assertEquals(0, built.exit(), built.err());

        RunReport run = ChipEmulator.forTarget(target)
                .boot(flashed(user.project().resolve("build")))
                .runUntil("Hello world!", MORE_THAN_A_BOOT_TAKES);

        assertInstanceOf(Ending.TextSeen.class, run.ending(), run.toString());
        assertEquals(List.of(), run.bootRemarks(), run.toString());
    }

    private static byte[] flashed(Path build) throws Exception {
        FlashImage flash = FlashImage.blank();
        for (FlashManifest.Part part : FlashManifest.read(Files.readAllBytes(build.resolve("manifest.json")))
                .parts()) {
            flash.with(Math.toIntExact(part.offset()), Files.readAllBytes(build.resolve(part.path())));
        }
        return flash.bytes();
    }
}
