package dev.aegis.espctl.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomlj.TomlParseResult;

class TomlTextTest {
    private static final List<String> KEY = List.of("idf_version", "version");

    private static final List<String> TARGET = List.of("default_target");

    /// Each holds `idf_version.version = "old"` in another form.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "idf_version.version = \"old\"\n",
                "[idf_version]\nversion = 'old' # old\n",
                "[ idf_version ]\r\n\"version\"=\"\"\"old\"\"\"\r\nx = 1\r\n",
                "\uFEFF[idf_version]\nversion = '''old'''",
                "idf_version = { x = [1, 2], version = \"old\", y = {z = 1} } # version = 1\n",
                "note = \"\"\"\n[idf_version]\nversion = 'no'\"\"\"\"\n'idf_version'.'version' = 'old'\n",
                "\"a=b\" = 1\nidf_version = { \"x=y\" = '\u2603\uD83D\uDE00', version = 'old' }\n",
                "[x]\nlist = [ # [idf_version]\n '[idf_version]',\n { version = 1 } ]\n[idf_version]\nversion = 'old'\n",
                "[[many]]\nversion = 1\n[[many]]\n[idf_version]\n  version   =   \"old\"   # \"old\"\n[z]\n"
            })
    void replacesOneValueAndKeepsAllOthers(String before) throws UnreadableSettings {
        String after = TomlText.read(before).with(KEY, "new \"\\ one");

        assertEquals("new \"\\ one", TomlText.parse(after).getString(KEY));
        assertEquals(others(before, KEY), others(after, KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment",
                "\uFEFF",
                "\uFEFF# comment of the table\n[build]\nprofile = 'debug'\n",
                "name = 'x'\n\n# comment\n[build]\n",
                "a.b = 1\na.c = 2\n[t]\nd = 1",
                "a = \"\"\"\n[t]\n\"\"\"\nlist = [\n 1,\n]\n\n[t]\r\n",
                "a = { b = 1 } # x\n  [t]\n",
                "[[t]]\na = 1\n"
            })
    void addsANewKeyAtTheTopLevel(String before) throws UnreadableSettings {
        String after = TomlText.read(before).with(TARGET, "esp32c3");

        TomlParseResult parsed = TomlText.parse(after);
        assertFalse(parsed.hasErrors(), after);
        assertEquals("esp32c3", parsed.getString("default_target"));
        assertEquals(others(before, TARGET), others(after, TARGET));
        String added = "default_target = \"esp32c3\"";
        assertEquals(before.replaceAll("\\s", ""), after.replace(added, "").replaceAll("\\s", ""));
    }

    @Test
    void namesTheLineThatCannotBeRead() {
        assertEquals(
                2,
                assertThrows(UnreadableSettings.class, () -> TomlText.read("a = 1\nb =\n"))
                        .line());
    }

    private static String others(String text, List<String> path) throws UnreadableSettings {
        return new TomlSettings().others(text, path);
    }
}
