package dev.aegis.system.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Debian's Chromium without a window, with an empty profile.
final class Browser implements AutoCloseable {
    private static final Duration SCRIPT_TIMEOUT = Duration.ofMinutes(2);

    private final JsonMapper json = new JsonMapper();
    private final Path profile;
    private final ChromeDriver driver;

    private Browser(Path profile, ChromeDriver driver) {
        this.profile = profile;
        this.driver = driver;
    }

    static Browser start() throws IOException {
        Path profile = Files.createTempDirectory("aegis-browser-");
        try {
            // With both paths given, Selenium neither searches for the programs nor downloads them.
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                    .usingAnyFreePort()
                    .build();
            return new Browser(profile, new ChromeDriver(service, options(profile)));
        } catch (RuntimeException failed) {
            delete(profile);
            throw failed;
        }
    }

    private static ChromeOptions options(Path profile) {
        var options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                // Without this flag Chromium has no candidate for 127.0.0.1, the only address of the machine.
                "--allow-loopback-in-peer-connection",
                "--user-data-dir=" + profile);
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        return options;
    }

    /// Opens the page and waits until its modules have run.
    void open(String origin) {
        driver.get(origin + "/");
        driver.manage().timeouts().scriptTimeout(SCRIPT_TIMEOUT);
    }

    /// Calls a function of `journeys.mjs` and waits for its result.
    JsonNode journey(String name, Map<String, ?> order) {
        Object outcome = driver.executeAsyncScript("""
                const [name, order, done] = arguments;
                journeys[name](JSON.parse(order)).then(
                    (value) => done(JSON.stringify({ value })),
                    (error) => done(JSON.stringify({ error: `${error.code ?? error.name}: ${error.message}\\n${error.stack}` })));
                """, name, json.writeValueAsString(order));
        JsonNode answer = json.readTree(String.valueOf(outcome));
        if (answer.has("error")) {
            throw new AssertionError("in the browser: " + answer.path("error").asString() + "\n" + console());
        }
        return answer.path("value");
    }

    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        delete(profile);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
