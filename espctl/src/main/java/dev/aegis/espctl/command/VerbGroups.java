package dev.aegis.espctl.command;

/// The groups of verbs.
final class VerbGroups {
    private VerbGroups() {}

    static VerbGroup firmware() {
        return new VerbGroup("firmware", "the files of a build to flash", "espctl firmware download")
                .with("list", FirmwareListCommand::new)
                .with("download", FirmwareDownloadCommand::new);
    }

    static VerbGroup elf() {
        return new VerbGroup("elf", "the ELF file of a build, with its debug information", "espctl elf download")
                .with("download", ElfDownloadCommand::new);
    }

    static VerbGroup project() {
        return new VerbGroup(
                        "project",
                        "create ESP-IDF projects and check their settings",
                        "espctl project create robot --target esp32c3")
                .with("init", ProjectInitCommand::new)
                .with("create", ProjectCreateCommand::new)
                .with("component", ProjectComponentCommand::new)
                .with("validate", ProjectValidateCommand::new);
    }

    static VerbGroup idf() {
        return new VerbGroup("idf", "list ESP-IDF versions, and pin the one of a project", "espctl idf versions")
                .with("versions", IdfVersionsCommand::new)
                .with("select", IdfSelectCommand::new);
    }
}
