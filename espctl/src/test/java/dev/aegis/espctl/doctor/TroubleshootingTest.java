package dev.aegis.espctl.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds `docs/troubleshooting.md` against the checks and the codes in the sources. The build server's own codes are
/// held by a test of that program.
class TroubleshootingTest {
    private static final Path PAGE = Path.of("..", "docs", "troubleshooting.md");
    private static final Path SOURCES = Path.of("src/main/java/dev/aegis/espctl");
    private static final Path CONTROL_CLIENT = Path.of("../control-client/src/main/java/dev/aegis/controlclient");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:_[a-z0-9]+)+)\"");
    private static final Pattern NAMED = Pattern.compile("`([a-z]+(?:_[a-z0-9]+)+)`");

    /// Written like a code, and none.
    private static final Set<String> NO_CODES =
            Set.of("all_proxy", "http_proxy", "https_proxy", "not_yet", "project_settings");

    /// Made by putting words together, or by another module.
    private static final Set<String> MADE_ELSEWHERE = Set.of(
            "server_degraded",
            "server_draining",
            "store_missing",
            "store_unreadable",
            "webrtc_unavailable",
            "project_settings_wrong",
            "target_missing",
            "target_unknown",
            "idf_version_wrong",
            "project_missing",
            "project_empty",
            "session_ended",
            "no_task",
            "target_conflict",
            "task_of_other_project",
            "task_of_other_target");

    @Test
    void hasASectionForEachCheckInTheOrderOfTheChecks() throws IOException {
        List<String> checks = Arrays.stream(Topic.values()).map(Topic::wire).toList();
        List<String> sections = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .filter(title -> title.matches("[a-z_]+"))
                .toList();
        assertEquals(checks, sections);
    }

    @Test
    void explainsEveryCode() throws IOException {
        Set<String> unexplained = new TreeSet<>(codes());
        unexplained.addAll(MADE_ELSEWHERE);
        unexplained.removeAll(named(Files.readString(PAGE)));
        assertEquals(Set.of(), unexplained, "codes without a word in docs/troubleshooting.md");
    }

    @Test
    void explainsNoCodeThatIsGone() throws IOException {
        String checks = section("## By the check of doctor") + section("## By what ends a connection");
        Set<String> known = new TreeSet<>(codes());
        known.addAll(MADE_ELSEWHERE);
        // The build server's, which espctl passes on.
        known.addAll(Set.of("key_wrong", "key_revoked", "channel_not_allowed"));
        Set<String> gone = new TreeSet<>(named(checks));
        gone.removeAll(known);
        assertEquals(Set.of(), gone, "codes that no source has");
    }

    @Test
    void hasASectionForEachFailureThatTheProductMustExplain() throws IOException {
        String first = section("## By what you see");
        // The others have a table in its place.
        assertEquals(13, count(first, "Why: "));
        assertEquals(13, count(first, "What to do: "));
        assertTrue(count(first, "### ") >= 12, first);
    }

    private static long count(String text, String begin) {
        return text.lines().filter(line -> line.startsWith(begin)).count();
    }

    private static String section(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(heading + "\n");
        assertTrue(begin >= 0, heading);
        int end = page.indexOf("\n## ", begin + heading.length());
        return end < 0 ? page.substring(begin) : page.substring(begin, end);
    }

    private static Set<String> codes() throws IOException {
        Set<String> codes = new TreeSet<>();
        List<Path> folders = Stream.concat(
                        Stream.of("doctor", "settings", "control", "connect").map(SOURCES::resolve),
                        Stream.of(CONTROL_CLIENT))
                .toList();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    codes.addAll(matches(LITERAL, Files.readString(file)));
                }
            }
        }
        codes.removeAll(NO_CODES);
        return codes;
    }

    private static Set<String> named(String text) {
        Set<String> names = matches(NAMED, text);
        names.removeAll(Arrays.stream(Topic.values()).map(Topic::wire).toList());
        names.removeAll(Set.of("mcp_clients", "parse_build_errors", "allowed_channels"));
        return names;
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
