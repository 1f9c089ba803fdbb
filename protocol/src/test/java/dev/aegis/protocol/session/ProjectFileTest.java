package dev.aegis.protocol.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFileTest {
    private static final Digest EMPTY = Digest.of(new byte[0]);

    @ParameterizedTest
    @ValueSource(strings = {"main/main.c", "a b/ü/文.c", ".espctl.toml", "..hidden", "a..b/c."})
    void acceptsOrdinaryPaths(String path) {
        assertEquals(path, ProjectFile.file(path, 0, EMPTY, false).path());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "../../../../../../../../../../x",
                "a/../../x",
                "a/./b",
                "a//b",
                "a/",
                "a\\b",
                "a\nb",
                "a\u0000b",
                "\ufffd.c"
            })
    void refusesPathsThatLeaveTheProjectOrCannotBeWrittenEverywhere(String path) {
        assertThrows(IllegalArgumentException.class, () -> ProjectFile.file(path, 0, EMPTY, false));
    }

    @Test
    void showsAControlCharacterInsteadOfPrintingIt() {
        var refused =
                assertThrows(IllegalArgumentException.class, () -> ProjectFile.file("main/a\nb.c", 0, EMPTY, false));

        assertEquals(
                "the path 'main/a\\x0ab.c' has a control character, a backslash or a byte that is not UTF-8; rename it",
                refused.getMessage());
    }

    @Test
    void refusesALinkWithoutATarget() {
        var refused = assertThrows(IllegalArgumentException.class, () -> ProjectFile.link("main/here", ""));

        assertEquals("the link 'main/here' has no target", refused.getMessage());
    }

    @Test
    void refusesAPathLongerThanTheLimit() {
        String longest = "a".repeat(Limits.PATH_BYTES);

        ProjectFile.file(longest, 0, EMPTY, false);
        assertThrows(IllegalArgumentException.class, () -> ProjectFile.file(longest + "a", 0, EMPTY, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../../../../../../../../../../../x",
                "b/../../../../../../../../../../../../x",
                "../../../../../../../../../../../"
            })
    void refusesALinkAboveTheHighestLevel(String target) {
        assertThrows(IllegalArgumentException.class, () -> ProjectFile.link("main/link", target));
    }

    @Test
    void acceptsALinkInsideTheProject() {
        assertEquals(
                "../components/a.h",
                ProjectFile.link("main/a.h", "../components/a.h").link());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../components/x.c", "../../../../../../../../../x", "../a/b/c"})
    void acceptsASourceBesideTheProject(String path) {
        assertEquals(path, ProjectFile.file(path, 0, EMPTY, false).path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../", "../..", "a/../b", "../a/../b", ".././b", "../../../../../../../../../../x"})
    void refusesAPathThatIsNoSource(String path) {
        assertThrows(IllegalArgumentException.class, () -> ProjectFile.file(path, 0, EMPTY, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "../../x"})
    void aPathInsideTheProjectDoesNotBeginWithDots(String path) {
        assertThrows(IllegalArgumentException.class, () -> ProjectFile.checkPath(path));
    }
}
