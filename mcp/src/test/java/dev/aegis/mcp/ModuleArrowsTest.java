package dev.aegis.mcp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ModuleArrowsTest {
    private static final int MAX_KNOT = 5;
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.aegis.mcp");

    @Test
    void packagesHaveNoCycle() {
        slices().matching("dev.aegis.mcp.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /// A knot is a set of classes that all use each other, directly or through others.
    @Test
    void noKnotOfClassesIsLarge() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass user : CLASSES) {
            Set<String> used = uses.computeIfAbsent(file(user), _ -> new TreeSet<>());
            for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getPackageName().startsWith("dev.aegis.mcp")
                        && !file(target).equals(file(user))) {
                    used.add(file(target));
                }
            }
        }
        Map<String, Set<String>> reachable = new TreeMap<>();
        uses.keySet().forEach(name -> reachable.put(name, reachableFrom(name, uses)));
        Set<Set<String>> large = new HashSet<>();
        reachable.forEach((name, others) -> {
            Set<String> knot = new TreeSet<>(others);
            knot.removeIf(other -> !reachable.getOrDefault(other, Set.of()).contains(name));
            if (knot.size() > MAX_KNOT) {
                large.add(knot);
            }
        });
        assertEquals(Set.of(), large);
    }

    private static String file(JavaClass type) {
        String name = type.getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static Set<String> reachableFrom(String start, Map<String, Set<String>> uses) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(uses.getOrDefault(start, Set.of()));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (reached.add(next)) {
                open.addAll(uses.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }

    @Test
    void usesOneOtherModuleAndOneLibrary() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.aegis.mcp..",
                        "dev.aegis.suggestion..",
                        "java..",
                        "javax.crypto..",
                        "com.sun.net.httpserver..",
                        "tools.jackson.core..",
                        "org.jspecify.annotations..")
                .check(CLASSES);
    }

    @Test
    void onlyJsonUsesTheLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.aegis.mcp.json..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(CLASSES);
    }

    @Test
    void httpDoesNotUseStdio() {
        noClasses()
                .that()
                .resideInAPackage("dev.aegis.mcp.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.aegis.mcp.stdio..")
                .check(CLASSES);
    }
}
