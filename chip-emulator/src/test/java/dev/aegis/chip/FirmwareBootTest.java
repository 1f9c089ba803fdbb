package dev.aegis.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The hello_world example, built by starter-idf, on the chip it was built for and on the others.
class FirmwareBootTest {
    private static final String GREETING = "Hello world!";
    private static final int APP = 0x1_0000;
    private static final int CHIP_ID = 12;
    private static final Map<String, FlashableBuild> BUILDS = new TreeMap<>();

    @TempDir
    static Path directory;

    @BeforeAll
    static void buildForEveryChip() throws IOException {
        for (String target : List.of("esp32c3", "esp32c6", "esp32h2", "esp32c2")) {
            BUILDS.put(target, HelloWorld.build(target, directory.resolve(target)));
        }
    }

    private static FlashableBuild build(String target) {
        FlashableBuild build = BUILDS.get(target);
        if (build == null) {
            throw new IllegalStateException("nothing was built for " + target);
        }
        return build;
    }

    private static BootedChip boot(String target, byte[] flash) {
        return ChipEmulator.forTarget(target).boot(flash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void printsTheGreeting(String target) {
        RunReport report = boot(target, build(target).flashImage()).runUntil(GREETING, TestChips.INSTRUCTIONS);
        assertEquals(new StopReason.TextSeen(GREETING), report.stopReason(), report::toString);
        assertEquals(List.of(), report.bootWarnings());
        assertEquals(List.of(), report.traps());
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void runsToTheEndWithoutTrapOrReset(String target) {
        RunReport report = boot(target, build(target).flashImage()).run(TestChips.INSTRUCTIONS);
        assertInstanceOf(StopReason.Halted.class, report.stopReason(), report::toString);
        assertEquals(List.of(), report.traps());
    }

    /// Different noise in RAM must not change the output.
    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4})
    void printsTheGreetingWithAnyRamContent(long seed) {
        RunReport report = ChipEmulator.forTarget("esp32c3")
                .withSeed(seed)
                .boot(build("esp32c3").flashImage())
                .runUntil(GREETING, TestChips.INSTRUCTIONS);
        assertEquals(new StopReason.TextSeen(GREETING), report.stopReason(), report::toString);
    }

    @Test
    void doesNotRunOnAnotherChip() {
        for (FlashableBuild build : BUILDS.values()) {
            for (String other : BUILDS.keySet()) {
                if (!other.equals(build.target())) {
                    RunReport report = boot(other, build.flashImage()).run(TestChips.INSTRUCTIONS);
                    assertFalse(
                            report.uart().contains(GREETING), () -> build.target() + " on " + other + ": " + report);
                    assertNotEquals(new StopReason.InstructionLimit(), report.stopReason());
                }
            }
        }
    }

    @Test
    void bootloaderRejectsAnAppOfAnotherChip() {
        for (FlashableBuild own : BUILDS.values()) {
            for (FlashableBuild foreign : BUILDS.values()) {
                if (!own.target().equals(foreign.target())) {
                    byte[] app = foreign.parts().getOrDefault(APP, new byte[0]);
                    byte[] flash = FlashImage.of(own.parts()).with(APP, app).bytes();
                    RunReport report = boot(own.target(), flash).run(TestChips.INSTRUCTIONS);
                    assertFalse(report.uart().contains(GREETING), report::toString);
                }
            }
        }
    }

    /// The header claims the right chip, so only the link addresses and the called functions are wrong.
    @Test
    void appOfAnotherChipDoesNotRunWithAForgedChipId() throws NoSuchAlgorithmException {
        for (FlashableBuild own : BUILDS.values()) {
            byte[] ownApp = own.parts().getOrDefault(APP, new byte[0]);
            for (FlashableBuild foreign : BUILDS.values()) {
                if (!own.target().equals(foreign.target())) {
                    byte[] app = foreign.parts().getOrDefault(APP, new byte[0]).clone();
                    app[CHIP_ID] = ownApp[CHIP_ID];
                    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(app, app.length - 32));
                    System.arraycopy(digest, 0, app, app.length - 32, 32);
                    byte[] flash = FlashImage.of(own.parts()).with(APP, app).bytes();
                    RunReport report = boot(own.target(), flash).run(TestChips.INSTRUCTIONS);
                    assertFalse(
                            report.uart().contains(GREETING),
                            () -> foreign.target() + " app on " + own.target() + ": " + report);
                }
            }
        }
    }

    @Test
    void bootloaderRejectsADamagedApp() {
        List<String> greeted = new ArrayList<>();
        int length = build("esp32c3").parts().getOrDefault(APP, new byte[0]).length;
        for (int at : new int[] {0x40, length / 2, length - 40}) {
            byte[] flash = build("esp32c3").flashImage();
            flash[APP + at] ^= 4;
            RunReport report = boot("esp32c3", flash).run(TestChips.INSTRUCTIONS);
            if (report.uart().contains(GREETING)) {
                greeted.add(Integer.toHexString(at));
            }
        }
        assertTrue(greeted.isEmpty(), () -> "started with damage at " + greeted);
    }
}
