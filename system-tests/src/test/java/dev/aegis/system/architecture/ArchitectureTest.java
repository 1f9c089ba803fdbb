package dev.aegis.system.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds the imports of the code and the blocks of ARCHITECTURE.md together, in both directions: an import needs an
/// arrow, and an arrow needs an import.
class ArchitectureTest {
    private static final int MOST_CLASSES_IN_A_KNOT = 5;
    private static final int MOST_PARAMETERS = 10;

    /// Modules with a single package of their own have no arrows inside.
    private static final List<String> WITH_PACKAGES = List.of(
            "protocol",
            "peer",
            "firmware",
            "mcp",
            "aegis-control",
            "aegis-agent",
            "espctl",
            "testkit",
            "chip-emulator");

    @Test
    void modulesImportWhatTheDrawingSays() throws IOException {
        assertEquals(List.of(), differences(Drawing.named("modules"), Code.modules()));
    }

    @TestFactory
    Stream<DynamicTest> packagesImportWhatTheDrawingSays() {
        return WITH_PACKAGES.stream()
                .map(module -> DynamicTest.dynamicTest(
                        module,
                        () -> assertEquals(List.of(), differences(Drawing.named(module), Code.packages(module)))));
    }

    @Test
    void everyModuleWithSeveralPackagesIsDrawn() {
        Set<String> several = new TreeSet<>();
        for (String module : Code.modules().keySet()) {
            if (Code.packages(module).size() > 1) {
                several.add(module);
            }
        }
        assertEquals(new TreeSet<>(WITH_PACKAGES), several);
    }

    @Test
    void librariesAreKnownToThePackagesThatTheDrawingNames() throws IOException {
        Map<String, Set<String>> drawn = Drawing.named("libraries").arrows();
        Map<String, Set<String>> used = new TreeMap<>();
        drawn.keySet().forEach(library -> used.put(library, Code.usersOf(library)));
        assertEquals(new TreeMap<>(drawn).toString(), used.toString());
    }

    /// The build server must not be able to read what the two sides say to each other.
    @Test
    void buildServerDoesNotImportTheMessagesOfASession() {
        assertEquals(
                List.of(),
                Code.usersOf("dev.aegis.protocol.session").stream()
                        .filter(user -> user.startsWith("aegis-control"))
                        .toList());
    }

    @Test
    void noKnotOfClassesIsLarge() {
        assertEquals(
                List.of(),
                ClassKnots.largerThan(MOST_CLASSES_IN_A_KNOT, Code.topLevelClasses()),
                "these classes reach each other through what they use; put a narrow interface between them");
    }

    @Test
    void noConstructorTakesManyParameters() {
        assertEquals(
                List.of(),
                Code.classes()
                        .filter(type -> !type.isEnum() && !type.isAnonymousClass())
                        .flatMap(type -> type.getConstructors().stream())
                        .filter(constructor -> !constructor.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .filter(constructor ->
                                constructor.getRawParameterTypes().size() > MOST_PARAMETERS)
                        .map(JavaConstructor::getFullName)
                        .sorted()
                        .toList(),
                "name a type for some of the parameters");
    }

    /// Many tools take a folder of this name for build output and skip it.
    @Test
    void noPackageIsCalledBuild() {
        assertEquals(
                List.of(),
                Code.classes()
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.matches(".*\\.build(\\..*)?"))
                        .distinct()
                        .toList());
    }

    private static List<String> differences(Drawing drawing, Map<String, Set<String>> code) {
        List<String> differences = new ArrayList<>();
        code.forEach((from, used) -> {
            if (!drawing.arrows().containsKey(from)) {
                differences.add("ARCHITECTURE.md has no line for " + from + ", which imports " + used);
                return;
            }
            used.stream()
                    .filter(to -> !drawing.allows(from, to))
                    .forEach(to -> differences.add("the code has " + from + " -> " + to + ", ARCHITECTURE.md has not"));
        });
        drawing.arrows().forEach((from, drawn) -> {
            Set<String> used = code.getOrDefault(from, Set.of());
            drawn.stream()
                    .filter(to -> !used.contains(to))
                    .forEach(to -> differences.add("ARCHITECTURE.md has " + from + " -> " + to + ", the code has not"));
            if (!code.containsKey(from)) {
                differences.add("ARCHITECTURE.md has a line for " + from + ", which is not in the code");
            }
        });
        drawing.upward().forEach(arrow -> differences.add(arrow + " points upward: lines may import only lines below"));
        return differences;
    }
}
