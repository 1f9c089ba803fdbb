package dev.aegis.espctl.project;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.failure.ShellWord;
import dev.aegis.espctl.outside.OutsideFinder;
import dev.aegis.espctl.outside.OutsideSettings;
import dev.aegis.espctl.settings.Environment;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.session.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An ESP-IDF project on this computer.
public final class Project {
    private static final Pattern CMAKE_NAME = Pattern.compile("(?i)\\s*project\\s*\\(\\s*\"?([\\w.+-]+).*");

    private final Path root;
    private final ProjectSettings settings;

    private Project(Path root, ProjectSettings settings) {
        this.root = root;
        this.settings = settings;
    }

    /// @param folder the working folder, or the value of `-C`
    /// @throws Failure if there is no project
    public static Project open(Path folder) {
        Path root = RealFolder.of(folder);
        if (!Files.isRegularFile(root.resolve("CMakeLists.txt"))) {
            throw noProject(root);
        }
        return new Project(root, new ProjectSettingsReader(root).read());
    }

    /// Whether the folder is the root of a project, and not of one of its components.
    public static boolean isRoot(Path folder) {
        return SmallFile.find(folder.resolve("CMakeLists.txt"), CMAKE_NAME) != null;
    }

    public Path root() {
        return root;
    }

    public ProjectSettings settings() {
        return settings;
    }

    /// Returns the name from `.espctl.toml`, else from `project(...)` in CMakeLists.txt, else the folder's name.
    public String name() {
        if (settings.name() != null) {
            return settings.name();
        }
        String named = SmallFile.find(root.resolve("CMakeLists.txt"), CMAKE_NAME);
        return named != null ? named : String.valueOf(root.getFileName());
    }

    /// Returns a version in its normal form: `5.3.1` becomes `v5.3.1`.
    public static Choice normalVersion(String version, String decidedBy) {
        return VersionRules.choice(version, decidedBy);
    }

    public Choice version(@Nullable String flag, @Nullable String environment) {
        return VersionRules.choose(flag, root, settings, environment);
    }

    /// Returns the chip as it is written there, which may be misspelt.
    public Choice target(@Nullable String flag, Environment environment) {
        return TargetRules.choose(flag, root, settings, environment);
    }

    public Profile profile(@Nullable Profile flag) {
        if (flag != null) {
            return flag;
        }
        return settings.profile() == null ? Profile.DEBUG : settings.profile();
    }

    /// Whether sdkconfig is for another chip. Then the build regenerates it, as `idf.py set-target` does.
    public boolean changesChip(String target) {
        String configured = TargetRules.configured(root);
        return configured != null && !configured.equals(target);
    }

    /// Starts git, which runs while the project is scanned.
    public StartedVersion describe(Environment environment) {
        return new StartedVersion(root, GitDescription.start(root, environment));
    }

    /// @param surroundings decide which sources outside the project are sent too
    /// @param folder the folder for the build's files; with one per chip, an sdkconfig of another chip is not sent
    /// @param target the chip to build for
    /// @param cacheFolder where digests are remembered
    public Snapshot scan(
            BuildFolder folder,
            String target,
            Surroundings surroundings,
            Path cacheFolder,
            Clock clock,
            ScanLimits limits) {
        Snapshot scanned = scan(target, surroundings, cacheFolder, clock, limits);
        Path config = root.resolve(folder.sdkconfig());
        boolean ownHere =
                scanned.entries().stream().anyMatch(file -> file.path().equals(TargetRules.SDKCONFIG));
        if (folder.isOnly() || ownHere || !Files.isRegularFile(config, LinkOption.NOFOLLOW_LINKS)) {
            return scanned;
        }
        try {
            return scanned.with(new Snapshot.Scanned(Scanner.plainFile(config, TargetRules.SDKCONFIG), config));
        } catch (IOException gone) {
            return scanned;
        }
    }

    /// @param target the chip to build for
    /// @param cacheFolder where digests are remembered
    public Snapshot scan(String target, Surroundings surroundings, Path cacheFolder, Clock clock, ScanLimits limits) {
        Set<String> leaveOut = changesChip(target) ? Set.of(TargetRules.SDKCONFIG) : Set.of();
        long now = clock.millis() * 1_000_000;
        DigestCache cache = new DigestCache(cacheFolder.resolve("digests-" + name(root)), now);
        try {
            FileCollector files = new FileCollector(cache, limits);
            OutsideFinder finder = new OutsideFinder(root, outside(target, surroundings), surroundings.environment());
            BesideScanner beside = new BesideScanner(root, finder, files);
            return new Scanner(root, IgnoreRules.of(settings, ignoreFile()), leaveOut, files, beside).scan();
        } catch (IOException unreadable) {
            throw new Failure(
                    ExitCode.USAGE,
                    "project_unreadable",
                    "cannot read the project: " + IoReason.of(unreadable),
                    "make every folder of it readable, or exclude it with [upload] ignore",
                    unreadable);
        }
    }

    private OutsideSettings outside(String target, Surroundings surroundings) {
        return new OutsideSettings(
                settings.outside().include(),
                settings.outside().root(),
                settings.outside().ignore(),
                target,
                surroundings.params(),
                surroundings.home());
    }

    /// Returns an opaque name of this project, the same for each of its builds.
    ///
    /// @param salt a random value of this installation, so that the path cannot be guessed from the name
    public String key(String salt) {
        return Digest.of((salt + "\n" + root.toUri().getRawPath()).getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 40);
    }

    /// Returns the name for one of several chips. Each has its own workspace, so that its next build is incremental.
    public String key(String salt, BuildFolder folder) {
        return folder.isOnly() ? key(salt) : key(salt + "\n" + folder.name());
    }

    private List<String> ignoreFile() throws IOException {
        Path file = root.resolve(IgnoreRules.FILE);
        return Files.isRegularFile(file)
                ? Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList()
                : List.of();
    }

    private static String name(Path root) {
        return Digest.of(root.toUri().getRawPath().getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 16);
    }

    private static Failure noProject(Path root) {
        boolean empty;
        try (var entries = Files.list(root)) {
            empty = entries.findAny().isEmpty();
        } catch (IOException unreadable) {
            empty = false;
        }
        for (Path above = root.getParent(); above != null; above = above.getParent()) {
            if (isRoot(above)) {
                return new Failure(
                        ExitCode.USAGE,
                        "project_missing",
                        root + " has no CMakeLists.txt",
                        "the project is in a parent folder; run: espctl build -C " + ShellWord.of(above.toString()));
            }
        }
        return new Failure(
                ExitCode.USAGE,
                empty ? "project_empty" : "project_missing",
                empty ? root + " is empty" : root + " has no CMakeLists.txt, so it is not an ESP-IDF project",
                "change to the folder with CMakeLists.txt, name it with -C DIR, or create a project:"
                        + " espctl project create NAME --target CHIP");
    }
}
