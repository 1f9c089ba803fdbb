package dev.aegis.system.browser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.Chip;
import dev.aegis.firmware.image.ImageReader;
import dev.aegis.protocol.Digest;
import dev.aegis.system.Fleet;
import dev.aegis.system.FleetSettings;
import dev.aegis.system.Relay;
import dev.aegis.system.ResourceStack;
import dev.aegis.system.WholeProduct;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// A JavaScript client that was written from docs/protocol.md and shares no code with the programs.
@Timeout(300)
class BrowserSystemTest {
    private static final ExampleProject HELLO = ExampleProject.named("hello_world");

    @SuppressWarnings("NullAway.Init") // set before the first test, by the extension
    private static PageServer page;

    @SuppressWarnings("NullAway.Init") // set before the first test, by the extension
    private static Relay relay;

    @RegisterExtension
    static final WholeProduct product = new WholeProduct(BrowserSystemTest::startPageAndRelay);

    private Browser browser;

    private static FleetSettings startPageAndRelay(ResourceStack resources) throws Exception {
        page = resources.push(PageServer.start());
        relay = resources.push(Relay.start());
        return FleetSettings.ofServer(Map.of(
                "ALLOWED_ORIGINS", page.origin(),
                "TURN_URLS", relay.url(),
                "TURN_SECRET", Relay.SECRET));
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
    void fetchesFirmwareOfATaskOfAnEarlierSession() throws Exception {
        JsonNode back = browser.journey("comeBack", order("browser-back"));

        assertTrue(back.path("sameMachine").asBoolean());
        assertTrue(back.path("sameEvents").asBoolean(), "the second session reads the same events");
        assertTrue(back.path("lastSeq").asInt() > 2);
        assertIsTheMachinesFirmware(back);
    }

    @Test
    void closesChannelsThatTheGrantDoesNotAllow() throws Exception {
        Map<String, Object> order = order("browser-more");
        order.put("more", List.of("pty", "espctl2"));

        JsonNode open = browser.journey("openMore", order);

        assertFalse(open.path("pty").asBoolean(true));
        assertFalse(open.path("espctl2").asBoolean(true));
        assertTrue(open.path("espctl").asBoolean(), "allowed channels stay open");
        assertTrue(open.path("firmware").asBoolean(), "allowed channels stay open");
    }

    @Test
    void refusesAnOriginThatIsNotAllowed() throws Exception {
        try (PageServer other = PageServer.start()) {
            browser.open(other.origin());

            String answer = browser.journey("askOnly", order("browser-cors")).asString();
            List<String> console = browser.console();

            assertEquals("TypeError: Failed to fetch", answer);
            assertTrue(
                    console.stream().anyMatch(line -> line.contains(other.origin()) && line.contains("CORS policy")),
                    console.toString());
            List<String> refusals = product.fleet()
                    .server()
                    .log()
                    .lines()
                    // A slash may be escaped in JSON.
                    .map(line -> line.replace("\\/", "/"))
                    .filter(line -> line.contains(other.origin()))
                    .toList();
            assertEquals(1, refusals.size(), refusals.toString());
            assertTrue(refusals.getFirst().contains("ALLOWED_ORIGINS"), refusals.toString());
            assertTrue(
                    refusals.getFirst().contains(page.origin()), "the log line contains the list of allowed origins");
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
        order.put("server", product.fleet().address().toString());
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

    /// Asserts that the firmware is a valid image and has the same bytes as the file in the machine's workspace.
    private static void assertIsTheMachinesFirmware(JsonNode journey) throws Exception {
        JsonNode artifact = StreamSupport.stream(journey.at("/result/artifacts").spliterator(), false)
                .filter(each -> each.path("role").asString().equals("firmware"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(journey.path("result").toString()));
        byte[] fetched = Base64.getDecoder().decode(journey.path("firmware").asString());
        assertEquals(artifact.path("sha256").asString(), Digest.of(fetched).toString());
        Path path = Path.of(artifact.path("path").asString());
        try (Stream<Path> all = Files.walk(product.fleet().workspaces())) {
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
