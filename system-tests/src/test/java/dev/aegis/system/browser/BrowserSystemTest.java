package dev.aegis.system.browser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.Chip;
import dev.aegis.firmware.image.ImageReader;
import dev.aegis.protocol.Digest;
import dev.aegis.system.Fleet;
import dev.aegis.testkit.ExampleProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// What docs/protocol.md says, held against the programs by a client that shares no code with them.
@Timeout(300)
class BrowserSystemTest {
    private static final ExampleProject HELLO = ExampleProject.named("hello_world");

    private static final Ending ENDING = new Ending();
    private static PageServer page;
    private static Relay relay;
    private static Fleet fleet;
    private Browser browser;

    @BeforeAll
    static void startFleet() throws Exception {
        try {
            page = ENDING.with(PageServer.start());
            relay = ENDING.with(Relay.start());
            fleet = ENDING.with(Fleet.start(Map.of(
                    "ALLOWED_ORIGINS", page.origin(),
                    "TURN_URLS", relay.url(),
                    "TURN_SECRET", Relay.SECRET)));
        } catch (Exception | AssertionError failed) {
            ENDING.close();
            throw failed;
        }
    }

    @AfterAll
    static void stopFleet() throws Exception {
        ENDING.close();
    }

    @BeforeEach
    void startBrowser() throws Exception {
        browser = Browser.start();
        browser.open(page.origin());
    }

    @AfterEach
    void stopBrowser() throws Exception {
        browser.close();
    }

    @Test
    void buildsAProjectAndFetchesItsFirmware() throws Exception {
        JsonNode built = browser.journey("build", order("browser-build"));

        assertEquals("succeeded", built.at("/result/status").asString(), built.toString());
        assertEquals(
                project().size(),
                built.at("/synced/files").asInt(),
                built.path("synced").toString());
        assertTrue(texts(built.path("events"), "type").containsAll(Set.of("log", "phase", "progress", "finished")));
        assertEquals(
                IntStream.rangeClosed(1, built.path("events").size()).boxed().toList(),
                StreamSupport.stream(built.path("events").spliterator(), false)
                        .map(event -> event.path("seq").asInt())
                        .toList());
        assertEquals(
                "deflate",
                built.at("/encodings/sdkconfig").asString(),
                built.path("encodings").toString());
        assertEquals(
                "identity",
                built.at("/encodings/end").asString(),
                built.path("encodings").toString());
        assertIsTheMachinesFirmware(built);
    }

    @Test
    void fetchesFromAnEarlierSessionsTask() throws Exception {
        JsonNode back = browser.journey("comeBack", order("browser-back"));

        assertTrue(back.path("sameMachine").asBoolean());
        assertTrue(back.path("sameEvents").asBoolean(), "the log is the same when it is read again");
        assertTrue(back.path("lastSeq").asInt() > 2);
        assertIsTheMachinesFirmware(back);
    }

    @Test
    void seesChannelsClosedThatThePermissionDoesNotHold() throws Exception {
        Map<String, Object> order = order("browser-more");
        order.put("more", List.of("pty", "espctl2"));

        JsonNode open = browser.journey("openMore", order);

        assertFalse(open.path("pty").asBoolean(true));
        assertFalse(open.path("espctl2").asBoolean(true));
        assertTrue(open.path("espctl").asBoolean(), "the others stay open");
        assertTrue(open.path("firmware").asBoolean(), "the others stay open");
    }

    @Test
    void readsNothingFromAnOriginThatIsNotAllowed() throws Exception {
        try (PageServer other = PageServer.start()) {
            browser.open(other.origin());

            String answer = browser.journey("askOnly", order("browser-cors")).asString();
            List<String> console = browser.console();

            assertEquals("TypeError: Failed to fetch", answer);
            assertTrue(
                    console.stream().anyMatch(line -> line.contains(other.origin()) && line.contains("CORS policy")),
                    console.toString());
            List<String> refusals = fleet.server()
                    .log()
                    .lines()
                    // JSON may escape a slash.
                    .map(line -> line.replace("\\/", "/"))
                    .filter(line -> line.contains(other.origin()))
                    .toList();
            assertEquals(1, refusals.size(), refusals.toString());
            assertTrue(refusals.getFirst().contains("ALLOWED_ORIGINS"), refusals.toString());
            assertTrue(refusals.getFirst().contains(page.origin()), "the list it was held against");
        }
    }

    @Test
    void buildsThroughARelay() throws Exception {
        JsonNode built = browser.journey("buildThroughRelay", order("browser-relay"));

        assertEquals(
                "relay", built.at("/path/local").asString(), built.path("path").toString());
        assertIsTheMachinesFirmware(built);
        assertTrue(relay.log().contains("ALLOCATE processed, success"), relay.log());
    }

    private static Map<String, Object> order(String taskId) throws Exception {
        Map<String, Object> order = new HashMap<>();
        order.put("server", fleet.address().toString());
        order.put("key", Fleet.ACCESS_KEY);
        order.put("taskId", taskId);
        order.put("files", project());
        return order;
    }

    private static Map<String, String> project() {
        Map<String, String> files = new HashMap<>();
        HELLO.files()
                .forEach((path, content) -> files.put(path, Base64.getEncoder().encodeToString(content)));
        return files;
    }

    /// Byte for byte what lies in the machine's workspace, and an image that the chip would take.
    private static void assertIsTheMachinesFirmware(JsonNode journey) throws Exception {
        JsonNode artifact = StreamSupport.stream(journey.at("/result/artifacts").spliterator(), false)
                .filter(each -> each.path("role").asString().equals("firmware"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(journey.path("result").toString()));
        byte[] fetched = Base64.getDecoder().decode(journey.path("firmware").asString());
        assertEquals(artifact.path("sha256").asString(), Digest.of(fetched).toString());
        Path path = Path.of(artifact.path("path").asString());
        try (Stream<Path> all = Files.walk(fleet.workspaces())) {
            Path onMachine = all.filter(file -> file.endsWith(path)).findFirst().orElseThrow();
            assertArrayEquals(Files.readAllBytes(onMachine), fetched);
        }
        ImageReader.readFor(fetched, Chip.ofTarget("esp32c3").orElseThrow());
    }

    private static Set<String> texts(JsonNode array, String field) {
        Set<String> texts = new HashSet<>();
        array.forEach(each -> texts.add(each.path(field).asString()));
        return texts;
    }
}
