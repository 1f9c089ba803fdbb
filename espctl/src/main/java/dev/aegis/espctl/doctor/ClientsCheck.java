package dev.aegis.espctl.doctor;

import dev.aegis.espctl.settings.Environment;
import dev.aegis.protocol.IoReason;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds reasons why an AI client lists no tools: its settings file is invalid, or the program does not exist or cannot
/// be run.
final class ClientsCheck {
    private final Environment environment;
    private final Path home;
    private final Path project;
    private final List<String> espctl;
    private final WarningList findings = new WarningList(Topic.MCP_CLIENTS);
    private int entries;

    /// @param espctl the command that starts espctl, for the fix
    ClientsCheck(Environment environment, Path home, Path project, List<String> espctl) {
        this.environment = environment;
        this.home = home;
        this.project = project;
        this.espctl = List.copyOf(espctl);
    }

    Check look() {
        for (ClientFiles.Found file : ClientFiles.of(home, project)) {
            look(file);
        }
        if (entries == 0 && findings.isEmpty()) {
            return Check.skipped(Topic.MCP_CLIENTS, "no AI client has an entry for espctl");
        }
        return findings.check(
                entries + (entries == 1 ? " client starts" : " clients start") + " espctl; the path is right");
    }

    private void look(ClientFiles.Found found) {
        Path file = found.file();
        try {
            for (ClientEntry entry : ClientConfig.read(file)) {
                entries++;
                look(found, entry);
            }
        } catch (ClientConfig.Malformed broken) {
            findings.add(
                    "client_file_malformed",
                    shown(file) + " cannot be read by its client: " + broken.getMessage(),
                    "correct the file; the MCP resource install://overview shows the entry");
        } catch (IOException unreadable) {
            findings.add(
                    "client_file_malformed",
                    shown(file) + " cannot be read: " + IoReason.of(unreadable),
                    "make it readable");
        }
    }

    private void look(ClientFiles.Found file, ClientEntry entry) {
        String program = entry.words().isEmpty() ? "" : entry.words().getFirst();
        if (program.isBlank()) {
            add("client_command_missing", file, "names no command for espctl", shouldBe(file));
            return;
        }
        // A name without a slash is looked up by the client; its PATH is not known here.
        if (program.contains("$")) {
            return;
        }
        program(file, program);
        arguments(file, entry.words());
        String folder = entry.folder();
        if (folder != null && !folder.contains("$") && !Files.isDirectory(path(folder))) {
            add(
                    "client_folder_missing",
                    file,
                    "starts espctl in " + folder + ", which is no folder",
                    "correct its cwd");
        }
    }

    private void program(ClientFiles.Found file, String program) {
        if (!program.contains("/")) {
            if (onPath(program).isEmpty()) {
                add("client_command_missing", file, "starts '" + program + "', which is not on PATH", shouldBe(file));
            }
            return;
        }
        Path path = path(program);
        if (!path.isAbsolute()) {
            add(
                    "client_command_relative",
                    file,
                    "starts " + program + ", which depends on the working folder of the AI client",
                    shouldBe(file));
        } else if (!Files.exists(path)) {
            add("client_command_missing", file, "starts " + program + ", which is not there", shouldBe(file));
        } else if (Files.isDirectory(path)) {
            add("client_command_missing", file, "starts " + program + ", which is a folder", shouldBe(file));
        } else if (!Files.isExecutable(path)) {
            add(
                    "client_command_not_executable",
                    file,
                    "starts " + program + ", which has no run bit",
                    "chmod +x " + program);
        }
    }

    private void arguments(ClientFiles.Found file, List<String> words) {
        int mcp = words.indexOf("mcp");
        if (mcp < 0 || mcp + 1 >= words.size() || !words.get(mcp + 1).equals("serve")) {
            add(
                    "client_arguments_wrong",
                    file,
                    "starts espctl without 'mcp serve'",
                    file.install() == null ? "set its arguments to: " + arguments() : file.install());
        }
    }

    private void add(String code, ClientFiles.Found file, String detail, String fix) {
        findings.add(code, shown(file.file()) + " " + detail, fix);
    }

    private String shouldBe(ClientFiles.Found file) {
        if (file.install() != null) {
            return file.install();
        }
        return "set its command to: " + espctl.getFirst() + ", with the arguments: " + arguments();
    }

    private String arguments() {
        return espctl.stream().skip(1).collect(Collectors.joining(" ", "", " ")).stripLeading() + "mcp serve";
    }

    private Optional<Path> onPath(String program) {
        return Arrays.stream(environment.find("PATH").orElse("").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> path(folder).resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Path path(String text) {
        try {
            return text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text);
        } catch (InvalidPathException wrong) {
            return home.resolve("not-a-path");
        }
    }

    private String shown(Path file) {
        return file.startsWith(home) ? "~/" + home.relativize(file) : file.toString();
    }
}
