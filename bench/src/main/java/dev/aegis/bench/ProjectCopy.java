package dev.aegis.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A copy of a project that is built and edited.
///
/// @param folder of the copy
/// @param source the file with `app_main`
/// @param original the first content of that file
record ProjectCopy(Path folder, Path source, String original) {
    private static final Pattern MAIN = Pattern.compile("void\\s+app_main\\s*\\(\\s*void\\s*\\)\\s*\\{");

    static ProjectCopy of(Path project, Path folder) throws IOException {
        Folders.copy(project, folder);
        List<Path> sources;
        try (Stream<Path> all =
                Files.find(folder, 8, (path, attributes) -> path.toString().endsWith(".c"))) {
            sources = all.sorted().toList();
        }
        for (Path source : sources) {
            String text = Files.readString(source);
            if (MAIN.matcher(text).find()) {
                return new ProjectCopy(folder, source, text);
            }
        }
        throw new BenchException("no C file of " + project + " has 'void app_main(void) {'");
    }

    /// Edits the file so that its object, the image and the map differ for each number.
    void edit(int number) {
        putFirst("extern int puts(const char *);\n    puts(\"edit " + number + "\");");
    }

    /// Puts statements at the start of `app_main`, in place of an earlier edit.
    void putFirst(String statements) {
        Matcher main = MAIN.matcher(original);
        String text = "void app_main(void)\n{\n    " + statements + "\n";
        try {
            Files.writeString(source, main.replaceFirst(Matcher.quoteReplacement(text)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
