package dev.aegis.espctl.skills;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;

/// The manifest as a Markdown page, and the JSON Schema of its JSON form.
public final class ManifestPage {
    private ManifestPage() {}

    public static String markdown(SkillManifest manifest) {
        StringBuilder page = new StringBuilder("# %s %s\n\nskills_spec_version: %d\n"
                .formatted(manifest.tool(), manifest.version(), manifest.skillsSpecVersion()));
        for (SkillManifest.Capability skill : manifest.skills()) {
            page.append("\n## ").append(skill.name()).append("\n\n");
            page.append(skill.description())
                    .append("\n\n    ")
                    .append(usage(skill))
                    .append('\n');
            for (SkillManifest.CommandArgument argument : skill.arguments()) {
                page.append("\n- `").append(argument.name()).append("`: ").append(argument.description());
            }
            for (SkillManifest.CommandOption option : skill.options()) {
                page.append("\n- `")
                        .append(String.join("`, `", option.names()))
                        .append('`')
                        .append(option.value().isEmpty() ? "" : " " + option.value())
                        .append(": ")
                        .append(option.description());
            }
            page.append('\n');
            if (!skill.examples().isEmpty()) {
                page.append("\nExamples:\n\n");
                skill.examples()
                        .forEach(example -> page.append("    ").append(example).append('\n'));
            }
        }
        return page.toString();
    }

    /// Returns the JSON Schema (2020-12) of the manifest.
    public static String schema() {
        return resource("manifest.schema.json");
    }

    static String resource(String name) {
        try (InputStream in = ManifestPage.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String usage(SkillManifest.Capability skill) {
        return skill.command()
                + (skill.options().isEmpty() ? "" : " [OPTIONS]")
                + skill.arguments().stream()
                        .map(argument -> " " + (argument.required() ? argument.name() : "[" + argument.name() + "]")
                                + (argument.repeatable() ? "..." : ""))
                        .collect(Collectors.joining());
    }
}
