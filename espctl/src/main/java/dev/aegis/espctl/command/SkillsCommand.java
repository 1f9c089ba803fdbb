package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.command.tree.CommandNode;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.skills.ManifestPage;
import dev.aegis.espctl.skills.SkillManifest;
import dev.aegis.protocol.WireJson;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "skills",
        description = "print what espctl can do, for programs; install Agent Skills for AI agents",
        footer = {
            "",
            "Examples:",
            "  espctl skills                             every verb, as a Markdown page",
            "  espctl skills --format json               the same for programs; --format schema describes it",
            "  espctl skills --name firmware.download    one verb",
            "  espctl skills install                     write the skills for the AI agents of this user"
        })
final class SkillsCommand extends Verb {
    private final Supplier<CommandNode> tree;

    @Option(names = "--format", paramLabel = "FORMAT", description = "md, json or schema (JSON Schema); default: md")
    private @Nullable Format format;

    @Option(names = "--name", paramLabel = "NAME", description = "only this verb, such as firmware.download")
    private @Nullable String name;

    SkillsCommand(Actions actions, Console console, Supplier<CommandNode> tree) {
        super(actions, console);
        this.tree = tree;
    }

    /// Lower case, as the user types it.
    enum Format {
        md,
        json,
        schema
    }

    static VerbFactory group(Supplier<CommandNode> tree) {
        return (actions, console) -> new CommandLine(new SkillsCommand(actions, console, tree))
                .addSubcommand("list", new SkillsListCommand(actions, console, tree))
                .addSubcommand("show", new SkillsShowCommand(actions, console, tree))
                .addSubcommand("install", new SkillsInstallCommand(actions, console, tree))
                .addSubcommand("export", new SkillsExportCommand(actions, console, tree))
                .addSubcommand("uninstall", new SkillsUninstallCommand(actions, console, tree));
    }

    @Override
    ExitCode run(Screen screen) {
        SkillManifest whole = SkillManifest.of(tree.get(), actions().version());
        SkillManifest manifest = name == null ? whole : whole.only(name);
        Format wanted = format != null ? format : screen.mode() == Screen.Mode.JSON ? Format.json : Format.md;
        screen.document(
                switch (wanted) {
                    case md -> ManifestPage.markdown(manifest);
                    case json -> WireJson.text(manifest) + "\n";
                    case schema -> ManifestPage.schema();
                });
        return ExitCode.DONE;
    }
}
