package dev.aegis.espctl.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aegis.espctl.failure.Failure;
import dev.aegis.protocol.session.ProjectFile;
import dev.aegis.protocol.session.ProjectPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A git repository with a project in `apps/sensor`, and what is sent of it.
abstract class OutsideRepository {
    static final String IDF = "include($ENV{IDF_PATH}/tools/cmake/project.cmake)\nproject(app)\n";

    @TempDir
    Path temporary;

    final Map<String, String> environment = new HashMap<>();
    Path repository;
    Path project;

    @BeforeEach
    void repository() throws IOException {
        repository = Files.createDirectory(temporary.toRealPath().resolve("repo"));
        Files.createDirectory(repository.resolve(".git"));
        project = Files.createDirectories(repository.resolve("apps/sensor"));
        write("apps/sensor/main/main.c", "void app_main(void) {}\n");
        write("apps/sensor/main/CMakeLists.txt", "idf_component_register(SRCS \"main.c\")\n");
        cmake("");
    }

    void cmake(String before) {
        try {
            write("apps/sensor/CMakeLists.txt", before + IDF);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// @return its folder
    Path component(String folder) throws IOException {
        String name = folder.isEmpty() ? "top" : Path.of(folder).getFileName().toString();
        String below = folder.isEmpty() ? "" : folder + "/";
        write(below + name + ".c", "int " + name + ";\n");
        write(below + "CMakeLists.txt", "idf_component_register(SRCS " + name + ".c)\n");
        return repository.resolve(folder);
    }

    Path write(String path, String text) throws IOException {
        Path file = repository.resolve(path).normalize();
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, text);
    }

    Snapshot scan() {
        return scan(temporary.resolve("home"));
    }

    Snapshot scan(Path home) {
        return Project.open(project)
                .scan(
                        "esp32c3",
                        new Surroundings(environment::get, home, List.of()),
                        temporary.resolve("cache"),
                        Clock.systemUTC(),
                        ScanLimits.standard());
    }

    List<String> outside() {
        return scan().beside().folders().stream()
                .map(SourcesBeside.Folder::path)
                .sorted()
                .toList();
    }

    List<String> sent() {
        return scan().entries().stream().map(ProjectFile::path).toList();
    }

    String link(String path) {
        return scan().entries().stream()
                .filter(file -> file.path().equals(path))
                .map(ProjectFile::link)
                .findFirst()
                .orElse("not sent");
    }

    ProjectPlace place() {
        ProjectPlace place = scan().beside().place();
        assertNotNull(place);
        return place;
    }

    Failure refused(String code) {
        return refused(code, temporary.resolve("home"));
    }

    Failure refused(String code, Path home) {
        Failure failure = assertThrows(Failure.class, () -> scan(home));
        assertEquals(code, failure.code(), failure.sentence());
        return failure;
    }
}
