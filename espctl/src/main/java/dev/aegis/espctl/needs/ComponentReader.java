package dev.aegis.espctl.needs;

import dev.aegis.espctl.cmake.CMakeCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the CMake files and manifests of a project and its components, each component once.
public final class ComponentReader {
    private static final int MOST_COMPONENTS = 2_000;
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");

    private final Path project;
    private final CMakeVariables variables;
    private final UnknownPaths unknown;
    private final Consumer<Need> needs;
    private final Consumer<String> notes;
    private final Set<Path> read = new HashSet<>();

    /// @param needs takes the paths that the files name
    /// @param notes takes what the user should know
    public ComponentReader(
            Path project,
            CMakeVariables variables,
            UnknownPaths unknown,
            Consumer<Need> needs,
            Consumer<String> notes) {
        this.project = project;
        this.variables = variables;
        this.unknown = unknown;
        this.needs = needs;
        this.notes = notes;
    }

    /// Reads the project's own file, and the components of the project.
    ///
    /// @param params definitions for CMake, each `NAME=VALUE`
    public void project(String target, List<String> params) {
        CMakeDirectories.setProject(variables, project, target);
        CMakePaths collect = new CMakePaths(project, needs, unknown);
        params(params, collect);
        Path top = project.resolve("CMakeLists.txt");
        CMakeDirectories.setSource(variables, project);
        CMakeDirectories.setList(variables, top);
        new CMakeReader(variables, collect).read(top, project, 0);
        if (!variables.has("COMPONENT_DIRS")) {
            components(project.resolve("main"));
            components(project.resolve("components"));
            components(project.resolve("managed_components"));
        }
    }

    private void params(List<String> params, CMakePaths collect) {
        Origin origin = new Origin(project.resolve("-D"), 0);
        for (String param : params) {
            String name = param.substring(0, param.indexOf('='));
            List<CMakeItem> items = Stream.of(param.substring(name.length() + 1).split(";"))
                    .filter(text -> !text.isBlank())
                    .map(text -> new CMakeItem(
                            text,
                            origin,
                            true,
                            text.startsWith("/") ? Set.of(CMakeVariables.ABSOLUTE) : Set.of(),
                            Set.of()))
                    .toList();
            variables.set(name, items, true);
            collect.assigned(name, items, new CMakeReader.Place(origin.file(), project, 0), Set.of());
        }
    }

    /// Reads a component, or each component in a folder of them.
    public void components(Path folder) {
        if (isComponent(folder)) {
            component(folder);
            return;
        }
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (isComponent(entry) && !entry.equals(project)) {
                    component(entry);
                }
            }
        } catch (IOException unreadable) {
            notes.accept(folder + " cannot be read");
        }
    }

    public static boolean isComponent(Path folder) {
        return Files.isRegularFile(folder.resolve("CMakeLists.txt"))
                || Files.isRegularFile(folder.resolve("idf_component.yml"));
    }

    /// Reads a folder that another one adds with `add_subdirectory`.
    public void subdirectory(Path folder) {
        Path file = folder.resolve("CMakeLists.txt");
        if (read.add(folder) && Files.isRegularFile(file)) {
            readIn(folder, file);
        }
    }

    private void component(Path folder) {
        if (!read.add(folder) || read.size() > MOST_COMPONENTS) {
            return;
        }
        for (String name : List.of("project_include.cmake", "CMakeLists.txt")) {
            readIn(folder, folder.resolve(name));
        }
        manifest(folder.resolve("idf_component.yml"));
        KconfigPaths.in(folder, project).forEach(needs);
    }

    private void readIn(Path folder, Path file) {
        CMakeVariables scope = variables.copy();
        CMakeDirectories.setSource(scope, folder);
        CMakeDirectories.setList(scope, file);
        CMakeDirectories.setComponent(scope, folder);
        new CMakeReader(scope, new CMakePaths(project, needs, unknown)).read(file, folder, 0);
    }

    /// A manifest writes a variable of the environment as `$NAME` or `${NAME}`.
    private List<CMakeItem> items(ComponentManifest.LocalPath local, Origin origin, boolean certain) {
        String text = VARIABLE.matcher(local.path()).replaceAll("\\$ENV{$1$2}");
        return variables.evaluate(new CMakeCommand.Argument(text, false, local.line()), origin, certain);
    }

    private void manifest(Path file) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            Path folder = Objects.requireNonNull(file.getParent(), "a manifest lies in a folder");
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            for (ComponentManifest.LocalPath local : ComponentManifest.read(text)) {
                boolean certain = !local.conditional() && !local.override();
                for (CMakeItem item : items(local, new Origin(file, local.line()), certain)) {
                    if (item.text().contains(CMakeVariables.IDF)) {
                        continue;
                    }
                    if (item.unknown().isEmpty()) {
                        needs.accept(new Need(
                                folder.resolve(item.text()).normalize(),
                                Need.Use.COMPONENT,
                                local.path(),
                                item.origin(),
                                item.certain(),
                                item.variables()));
                    } else {
                        unknown.add(item, Need.Use.COMPONENT, Set.of());
                    }
                }
            }
        } catch (IOException | InvalidPathException unreadable) {
            // The component manager tells what is wrong with it.
        }
    }
}
