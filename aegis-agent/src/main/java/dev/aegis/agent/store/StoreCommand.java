package dev.aegis.agent.store;

import dev.aegis.settings.SettingsException;
import dev.aegis.store.Store;
import dev.aegis.store.StoreEntry;
import dev.aegis.store.StoreException;
import dev.aegis.store.StoreProvisioner;
import dev.aegis.store.StoreProvisioner.Installed;
import dev.aegis.store.StoreProvisioner.Verified;
import dev.aegis.store.VersionSpec;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// The commands `aegis-agent store`. Results go to `out`; failures are thrown.
public final class StoreCommand {
    /// The file in the root of a tree that describes it.
    static final String SPEC = "store-entry.json";

    public static final String HELP = """
            usage: aegis-agent store COMMAND [SETTINGS]

              provision --from DIR [--entry FILE]
                             install the ESP-IDF tree DIR; FILE describes it [DIR/%s]
              verify         compare the installed trees with the manifest's checksums; exit 1 if one is damaged
              list           print the installed versions
              remove VERSION remove a version, once no build uses it
            """.formatted(SPEC);

    private final Path root;
    private final PrintStream out;

    public StoreCommand(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    /// @param words the command and its arguments, without settings
    /// @return false if `verify` found damage
    public boolean run(List<String> words) {
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "provision" -> provision(words.subList(1, words.size()));
            case "verify" -> verify(words);
            case "list" -> list(words);
            case "remove" -> remove(words);
            case "" -> throw new SettingsException("store needs a command: provision, verify, list or remove");
            default -> throw new SettingsException("unknown command 'store " + words.getFirst() + "'");
        };
    }

    private boolean provision(List<String> options) {
        Path from = null;
        Path entry = null;
        for (int i = 0; i < options.size(); i += 2) {
            if (i + 1 == options.size()) {
                throw new SettingsException("the flag " + options.get(i) + " needs a value");
            }
            Path value = folder(options.get(i), options.get(i + 1));
            switch (options.get(i)) {
                case "--from" -> from = value;
                case "--entry" -> entry = value;
                default -> throw new SettingsException("unknown flag '" + options.get(i) + "' of store provision");
            }
        }
        if (from == null) {
            throw new SettingsException("store provision needs --from DIR, the ESP-IDF tree to install");
        }
        install(from, entry == null ? from.resolve(SPEC) : entry);
        return true;
    }

    private static Path folder(String flag, String name) {
        try {
            return Path.of(name).toAbsolutePath().normalize();
        } catch (InvalidPathException notAPath) {
            throw new SettingsException("the flag " + flag + " needs a path, and '" + name + "' is not one");
        }
    }

    private void install(Path from, Path entry) {
        if (Files.isDirectory(from) && Files.notExists(entry)) {
            throw new SettingsException("the tree has no description " + entry
                    + "; write one (docs/operating.md) and name it with --entry");
        }
        VersionSpec spec = VersionSpec.read(entry);
        Installed installed = new StoreProvisioner(Store.create(root)).install(from, spec);
        out.println((installed.changed() ? "installed " : "already installed: ") + line(installed.entry()));
    }

    private boolean verify(List<String> words) {
        alone(words);
        boolean good = true;
        for (Verified version : new StoreProvisioner(Store.open(root)).verify()) {
            out.println(version.version() + (version.problems().isEmpty() ? ": ok" : ": damaged"));
            version.problems().forEach(problem -> out.println("  " + problem));
            good &= version.problems().isEmpty();
        }
        return good;
    }

    private boolean list(List<String> words) {
        alone(words);
        Store store = Store.open(root);
        out.println(store.root());
        store.versions().forEach(entry -> out.println("  " + line(entry)));
        return true;
    }

    private boolean remove(List<String> words) {
        if (words.size() != 2) {
            throw new SettingsException("store remove needs one VERSION; store list shows them");
        }
        new StoreProvisioner(Store.open(root)).remove(words.get(1));
        out.println("removed " + words.get(1));
        return true;
    }

    private static String line(StoreEntry entry) {
        return entry.version() + (entry.isDefault() ? " (default)" : "") + " for " + String.join(", ", entry.targets());
    }

    private static void alone(List<String> words) {
        if (words.size() > 1) {
            throw new SettingsException("store " + words.getFirst() + " takes no '" + words.get(1) + "'");
        }
    }

    /// Whether the store is missing or unreadable, which has its own exit code.
    public static boolean isMissing(StoreException broken) {
        return broken.code().equals("store_missing") || broken.code().equals("store_unreadable");
    }
}
