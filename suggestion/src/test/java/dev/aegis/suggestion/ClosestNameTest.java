package dev.aegis.suggestion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosestNameTest {
    private static final List<String> VERBS =
            List.of("build", "plan", "clean", "doctor", "size", "sbom", "decode", "logs", "list", "stop", "mcp");

    @ParameterizedTest
    @CsvSource({
        "buld, build",
        "buildd, build",
        "bvild, build",
        "biuld, build",
        "ubild, build",
        "lst, list",
        "doctro, doctor",
    })
    void suggestsANameThatIsOneEditAway(String word, String name) {
        assertEquals(Optional.of(name), ClosestName.of(word, VERBS));
    }

    @ParameterizedTest
    @CsvSource({
        "BUILD, build",
        "Esp32-S3, esp32s3",
        "esp32_s3, esp32s3",
        "default.target, default_target",
        "--default-target, default_target",
        "esp wifi, esp_wifi",
        "MemoryMb, memory_mb",
    })
    void ignoresCaseAndSeparators(String word, String name) {
        assertEquals(Optional.of(name), ClosestName.of(word, List.of("build", "x", "memory_mb", name)));
    }

    @Test
    void lowersLettersWithoutTheUsersLanguage() {
        assertEquals(Optional.of("INIT"), ClosestName.of("init", List.of("INIT", "build")));
    }

    @ParameterizedTest
    @CsvSource({
        "defualt_tagret, default_target",
        "GRANT_TTL_SEC, GRANT_TTL_SECS",
        "list_proejcst, list_projects",
        "esp_htpt_clinet.h, esp_http_client.h",
    })
    void allowsOneEditForEveryFiveLetters(String word, String name) {
        assertEquals(Optional.of(name), ClosestName.of(word, List.of("other", name)));
    }

    @ParameterizedTest
    @CsvSource({
        "app_event.h, esp_event.h",
        "my_config, esp_config",
        "flash, clean",
        "build, bin",
        "ESPCTL_KEY, ESPCTL_JOB",
        "x, y",
        "ab, abc",
        "ls, list",
        "esp32s3, esp32c6",
    })
    void suggestsNothingThatIsFartherAway(String word, String name) {
        assertEquals(Optional.empty(), ClosestName.of(word, List.of(name)));
    }

    @Test
    void comparesTheShortestNamesToo() {
        assertEquals(Optional.of("-v"), ClosestName.of("V", List.of("-q", "-v")));
    }

    @Test
    void suggestsNothingWithoutAWordOrNames() {
        assertEquals(Optional.empty(), ClosestName.of("", VERBS));
        assertEquals(Optional.empty(), ClosestName.of("--", VERBS));
        assertEquals(Optional.empty(), ClosestName.of("build", List.of()));
        assertEquals(Optional.empty(), ClosestName.of("abc", List.of("", "-")));
    }

    @Test
    void prefersTheFewestEdits() {
        assertEquals(
                Optional.of("memory_mb"), ClosestName.of("memroy_mb", List.of("memory", "memorx_mb", "memory_mb")));
    }

    @Test
    void breaksTiesByTheAlphabetWhateverTheOrder() {
        List<String> names = new ArrayList<>(List.of("blank", "blink", "blonk", "plan"));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(names, new Random(seed));
            assertEquals(Optional.of("blank"), ClosestName.of("blnk", names), names::toString);
        }
    }

    @Test
    void findsOneNameAmongManyThousands() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            names.add("CONFIG_OPTION_" + i * 1_000);
        }
        names.add("CONFIG_FREERTOS_HZ");
        assertEquals(Optional.of("CONFIG_FREERTOS_HZ"), ClosestName.of("CONFIG_FERERTOS_HZ", names));
    }

    /// Two words of five million letters would take 25 million million steps.
    @Test
    void doesNotCompareWordsThatAreTooLong() {
        String longest = "a".repeat(ClosestName.LONGEST_WORD);
        assertEquals(Optional.of(longest + "b"), ClosestName.of(longest, List.of(longest + "b")));
        assertEquals(Optional.empty(), ClosestName.of(longest + "b", List.of(longest)));
        String huge = "a".repeat(5_000_000);
        assertEquals(Optional.empty(), ClosestName.of(huge, List.of(huge)));
        assertEquals(Optional.empty(), ClosestName.of("build", List.of(huge, huge + "b")));
    }
}
