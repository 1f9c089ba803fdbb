package dev.aegis.system.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// The compiled classes of all modules, without tests: which of them uses which.
final class Code {
    static final String ROOT = "root";

    /// Packages below `dev.aegis` whose module has another name.
    private static final Map<String, String> MODULES = Map.of(
            "control",
            "aegis-control",
            "agent",
            "aegis-agent",
            "chip",
            "chip-emulator",
            "controlclient",
            "control-client");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.aegis");

    private Code() {}

    static Stream<JavaClass> classes() {
        return CLASSES.stream().filter(type -> !type.getPackageName().startsWith("dev.aegis.system"));
    }

    /// The module of one of our classes.
    static String module(JavaClass type) {
        String name = type.getPackageName().split("\\.")[2];
        return MODULES.getOrDefault(name, name);
    }

    /// The package below its module's own package, such as `state.embedded`; `root` for that package itself.
    static String room(JavaClass type) {
        List<String> parts = List.of(type.getPackageName().split("\\."));
        return parts.size() == 3 ? ROOT : String.join(".", parts.subList(3, parts.size()));
    }

    static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("dev.aegis.");
    }

    /// What each module uses of the others.
    static Map<String, Set<String>> modules() {
        return uses(classes().toList(), Code::module);
    }

    /// What each package of one module uses of that module's other packages.
    static Map<String, Set<String>> packages(String module) {
        return uses(classes().filter(type -> module(type).equals(module)).toList(), Code::room);
    }

    /// What each top-level class uses, by full names; nested classes count as their top-level class.
    static Map<String, Set<String>> topLevelClasses() {
        return uses(classes().toList(), type -> topLevel(type).getName());
    }

    /// Which packages use a library or one of our packages, as `module.package`.
    static Set<String> usersOf(String library) {
        Set<String> users = new TreeSet<>();
        classes()
                .filter(type -> !type.getPackageName().startsWith(library))
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(use -> use.getTargetClass().getPackageName().startsWith(library)))
                .forEach(type -> users.add(module(type) + "." + room(type)));
        return users;
    }

    private static Map<String, Set<String>> uses(Collection<JavaClass> from, Function<JavaClass, String> name) {
        Set<String> known = new TreeSet<>(from.stream().map(JavaClass::getName).toList());
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass type : from) {
            Set<String> used = uses.computeIfAbsent(name.apply(type), first -> new TreeSet<>());
            for (Dependency use : type.getDirectDependenciesFromSelf()) {
                JavaClass target = use.getTargetClass().getBaseComponentType();
                if (isOurs(target) && known.contains(target.getName())) {
                    used.add(name.apply(target));
                }
            }
            used.remove(name.apply(type));
        }
        return uses;
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(Code::topLevel).orElse(type);
    }
}
