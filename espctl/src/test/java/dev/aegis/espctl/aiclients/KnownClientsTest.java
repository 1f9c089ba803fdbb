package dev.aegis.espctl.aiclients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.edit.SettingsEdit;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.json.JsonReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KnownClientsTest {
    private static final Path PROJECT = Path.of("/home/me/it's \"mine\"");
    private static final ProjectFacts FACTS = new ProjectFacts(PROJECT, List.of("/opt/a egis", "espctl"));

    @ParameterizedTest
    @MethodSource("names")
    void theSnippetHasTheEntryThatInstallWrites(String name) throws Exception {
        AiClient client = KnownClients.named(name);
        List<String> command = new ArrayList<>(List.of("/opt/a egis", "espctl", "mcp", "serve"));
        if (client.fromAnywhere()) {
            command.addAll(List.of("--project", PROJECT.toString()));
        }
        List<String> files = new ArrayList<>(client.inHome());
        files.addAll(client.inProject());
        String snippet = snippet(name);

        for (String file : files.isEmpty() && client.shape() != EntryFormat.COMMAND ? List.of("x.json") : files) {
            assertEquals(
                    snippet,
                    SettingsEdit.apply(
                            file, snippet, client.shape().path(), client.shape().entry(command)));
        }
        assertTrue(snippet.contains("MCP_AUTH_SECRET"), snippet);
    }

    @ParameterizedTest
    @CsvSource({"kilo-code", "opencode", "deepseek-tui", "crush", "workbuddy"})
    void aClientThatReadsSeveralFilesNamesEach(String name) {
        AiClient client = KnownClients.named(name);
        List<String> files = new ArrayList<>(client.inHome());
        files.addAll(client.inProject());

        assertTrue(files.size() > 1, files.toString());
    }

    @Test
    void copilotMayUseEveryTool() throws Exception {
        JsonObject entry = ((JsonObject) JsonReader.read(snippet("copilot-cli")))
                .object("mcpServers")
                .object("espctl");

        assertEquals("[\"*\"]", String.valueOf(entry.get("tools")));
    }

    private static String snippet(String name) {
        String text = new ClientSnippets(FACTS).text(name);
        return text.substring(text.indexOf("\n\n") + 2);
    }

    private static List<String> names() {
        return KnownClients.names();
    }
}
