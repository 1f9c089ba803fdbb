package dev.aegis.espctl.outside;

import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.needs.AskedPaths;
import dev.aegis.espctl.needs.CMakeVariables;
import dev.aegis.espctl.needs.ComponentReader;
import dev.aegis.espctl.needs.Need;
import dev.aegis.espctl.needs.Origin;
import dev.aegis.espctl.needs.SdkconfigPaths;
import dev.aegis.espctl.needs.UnknownPaths;
import dev.aegis.espctl.needs.UserEnvironment;
import dev.aegis.protocol.session.ProjectPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the sources outside a project that its build needs: reads the CMake files and manifests that the build will
/// read, and follows what they name.
public final class OutsideFinder {
    private final Path project;
    private final OutsideSettings settings;
    private final UserEnvironment environment;
    private final OutsideLimit limit;
    private final UnknownPaths unknown;
    private final FolderIgnoreRules excluded;
    private final ComponentReader reader;
    private final Deque<Need> open = new ArrayDeque<>();
    private final SentPaths sent;
    private final MissingPaths missing;
    private final AbsolutePaths absolute;
    private final Map<Path, String> links = new TreeMap<>();
    private final Map<String, String> values = new TreeMap<>();
    private final Set<Path> namedComponents = new TreeSet<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /// @param project its folder, without links
    /// @param environment the user's
    public OutsideFinder(Path project, OutsideSettings settings, UserEnvironment environment) {
        this.project = project;
        this.settings = settings;
        this.environment = environment;
        this.limit = new OutsideLimit(project, settings);
        this.unknown = new UnknownPaths(project);
        this.sent = new SentPaths(project, settings.target(), limit);
        this.missing = new MissingPaths(project, notes::add);
        this.absolute = new AbsolutePaths(project, environment);
        this.excluded = FolderIgnoreRules.named(project, settings.ignore());
        this.reader = new ComponentReader(project, new CMakeVariables(environment), unknown, open::add, notes::add);
    }

    /// Reads the project.
    ///
    /// @throws Failure when something is missing, or may not be sent
    public void find() {
        asked();
        reader.project(settings.target(), settings.params());
        for (String name : List.of("sdkconfig", "sdkconfig.defaults", "sdkconfig.defaults." + settings.target())) {
            open.addAll(SdkconfigPaths.in(project.resolve(name), project));
        }
        follow();
    }

    /// Follows a link of the project, or of a folder that is sent, that leads out of it.
    ///
    /// @param target what it leads to
    public void link(Path link, Path target) {
        open.add(new Need(target, Need.Use.LINK, target.toString(), new Origin(link, 0), false, Set.of()));
        follow();
    }

    /// Returns what a link leads to, without further links if it exists.
    public static Path target(Path link) throws IOException {
        return LinkWalk.target(link);
    }

    /// Returns the text of a link in this folder.
    public static String linkText(Path folder, Path target) {
        return LinkWalk.text(folder, target);
    }

    /// Returns the entry of `ignore` of `[upload]` that excludes the path or a folder above it; null if none does.
    public @Nullable String excludedBy(Path path) {
        for (Path at = path; at != null; at = at.getParent()) {
            String rule = excluded.ignoredBy(at, !at.equals(path) || Files.isDirectory(path));
            if (rule != null) {
                return rule;
            }
        }
        return null;
    }

    /// Returns what was found so far.
    public OutsideSources sources() {
        List<String> told = new ArrayList<>(notes);
        told.addAll(unknown.notes());
        return new OutsideSources(sent.all(), links, values, List.copyOf(namedComponents), told);
    }

    /// Takes what the user named in `.espctl.toml`.
    private void asked() {
        Origin origin = new Origin(project.resolve(".espctl.toml"), 0);
        for (String entry : settings.include()) {
            List<Path> named = AskedPaths.of(project, entry);
            if (named.isEmpty()) {
                throw new Failure(
                        ExitCode.USAGE,
                        "outside_missing",
                        ".espctl.toml: include of [upload] names " + entry + ", which does not exist",
                        "correct or remove it");
            }
            for (Path path : named) {
                open.add(new Need(path, Need.Use.ASKED, entry, origin, true, Set.of()));
            }
        }
    }

    private void follow() {
        while (!open.isEmpty()) {
            Need need = open.removeFirst();
            if (need.path().startsWith(project)) {
                inside(need);
            } else if (excludedBy(need.path()) == null) {
                outside(need);
            }
        }
    }

    private void inside(Need need) {
        Path path = need.path();
        if (need.use() == Need.Use.COMPONENTS || need.use() == Need.Use.COMPONENT) {
            if (!Files.exists(path)) {
                notes.add(need.origin().shown(project) + ": " + project.relativize(path) + " does not exist");
            }
            reader.components(path);
        } else if (need.use() == Need.Use.SUBDIRECTORY) {
            reader.subdirectory(path);
        } else if (need.use() == Need.Use.LONE_FILE && isDefaults(path)) {
            open.addAll(SdkconfigPaths.in(path, project));
        }
        keepVariables(need);
    }

    private static boolean isDefaults(Path path) {
        return String.valueOf(path.getFileName()).contains("sdkconfig");
    }

    private void outside(Need need) {
        Path real;
        LinkWalk walk = new LinkWalk(project);
        try {
            real = walk.resolve(need.path());
        } catch (IOException loop) {
            real = need.path();
        }
        if (MissingPaths.isMissing(need, real)) {
            missing.tell(need, real);
            return;
        }
        if (!absolute.isWorthSending(need, real)) {
            return;
        }
        if (need.use() == Need.Use.ASKED) {
            limit.ask(real);
        }
        if (project.startsWith(real) && need.use() == Need.Use.LINK) {
            limit.check(real, need);
            return;
        }
        for (Path link : walk.links()) {
            keepLink(link);
        }
        if (!real.startsWith(project)) {
            limit.check(real, need);
            sent.add(need, real);
        }
        keepVariables(need);
        read(need, real);
    }

    private void read(Need need, Path real) {
        switch (need.use()) {
            case COMPONENTS, COMPONENT -> {
                if (project.startsWith(real) && ComponentReader.isComponent(real)) {
                    namedComponents.add(real);
                }
                reader.components(need.path());
            }
            case SUBDIRECTORY -> reader.subdirectory(need.path());
            case LONE_FILE -> {
                if (isDefaults(real)) {
                    open.addAll(SdkconfigPaths.in(real, project));
                }
            }
            default -> {
                // Nothing that names further paths.
            }
        }
    }

    private void keepLink(Path link) {
        try {
            Path target = LinkWalk.target(link);
            Path parent = Objects.requireNonNull(link.getParent(), "a link lies in a folder");
            links.put(link, LinkWalk.text(parent, target));
        } catch (IOException gone) {
            // The path behind it is missing then, which is told.
        }
    }

    /// Gives the build the user's variables that lead to a folder here.
    private void keepVariables(Need need) {
        for (String name : need.variables()) {
            String value = environment.find(name);
            if (name.equals(CMakeVariables.ABSOLUTE) || value == null || ProjectPlace.isOfTheBuild(name)) {
                continue;
            }
            List<String> elements = new ArrayList<>();
            for (String element : value.split(";")) {
                elements.add(
                        element.startsWith("/")
                                ? ProjectPlace.PROJECT + "/"
                                        + project.relativize(Path.of(element).normalize())
                                : element);
            }
            values.put(name, String.join(";", elements));
        }
    }
}
