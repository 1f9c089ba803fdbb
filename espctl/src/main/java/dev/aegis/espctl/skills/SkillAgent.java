package dev.aegis.espctl.skills;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.suggestion.ClosestName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The folders in which AI agents look for skills, from their documentation.
public enum SkillAgent {
    CLAUDE_CODE("claude-code", "Claude Code", ".claude"),
    SHARED("agents", "Codex, Cursor, OpenCode, Cline and others", ".agents"),
    CURSOR("cursor", "Cursor", ".cursor"),
    COPILOT("copilot", "GitHub Copilot", ".github");

    /// Build services have files in .github too, so the folder alone does not show that GitHub Copilot is used.
    private static final List<String> COPILOT_FILES =
            List.of("copilot-instructions.md", "instructions", "prompts", "agents", "skills");

    private final String word;
    private final String title;
    private final String folder;

    SkillAgent(String word, String title, String folder) {
        this.word = word;
        this.title = title;
        this.folder = folder;
    }

    /// Returns the name for the command line.
    public String word() {
        return word;
    }

    public String title() {
        return title;
    }

    /// @param base the user's home or a project
    Path skills(Path base) {
        return base.resolve(folder).resolve("skills");
    }

    private boolean isUsedIn(Path base) {
        Path own = base.resolve(folder);
        return this == COPILOT
                ? COPILOT_FILES.stream().anyMatch(name -> Files.exists(own.resolve(name)))
                : Files.exists(own);
    }

    /// GitHub Copilot reads skills only from a project.
    private boolean hasHome() {
        return this != COPILOT;
    }

    static List<SkillAgent> found(Path base, boolean isProject) {
        return Arrays.stream(values())
                .filter(agent -> (isProject || agent.hasHome()) && agent.isUsedIn(base))
                .toList();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(SkillAgent::word).toList();
    }

    static SkillAgent named(String word, boolean isProject) {
        SkillAgent named = Arrays.stream(values())
                .filter(agent -> agent.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        "agent_unknown",
                        "there is no known agent '" + word.replaceAll("\\p{Cntrl}", "?") + "'",
                        ClosestName.of(word, words())
                                .map(near -> "did you mean " + near + "?")
                                .orElse("known agents: " + String.join(", ", words()))));
        if (!isProject && !named.hasHome()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "agent_has_no_home",
                    named.title + " reads skills only from a project",
                    "run: espctl skills install --in-project --agent " + word);
        }
        return named;
    }
}
