package dev.aegis.peer.webrtc;

import dev.aegis.peer.LinkException;
import dev.onvoid.webrtc.internal.NativeLoader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import org.jspecify.annotations.Nullable;

/// The loader of the native part of the WebRTC library. The library's own loader unpacks 23 MB into the
/// temporary directory at each start, and leaves them there when a system library is missing. This one
/// unpacks once and leaves no file when loading fails.
final class NativeLibrary {
    static final String DEBIAN_PACKAGES =
            "libpulse0 libx11-6 libxfixes3 libxrandr2 libxcomposite1 libdbus-1-3 libudev1";

    private static final String NAME = "webrtc-java";
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private final @Nullable Path cache;

    NativeLibrary(@Nullable Path cache) {
        this.cache = cache;
    }

    void load() throws LinkException {
        synchronized (NativeLibrary.class) {
            try {
                Set<String> loaded = loadedNames();
                if (!loaded.contains(NAME)) {
                    loadFile();
                    loaded.add(NAME);
                    Runtime.getRuntime().addShutdownHook(new Thread(NativeLibrary::silenceStandardOutput));
                }
            } catch (IOException | ReflectiveOperationException failed) {
                throw new LinkException("webrtc_unavailable", "cannot unpack the WebRTC library: " + failed, failed);
            } catch (UnsatisfiedLinkError missing) {
                throw new LinkException("webrtc_unavailable", sentence(String.valueOf(missing.getMessage())), missing);
            }
        }
    }

    /// At exit the library writes "VM attach current thread failed" to standard output, which carries the
    /// program's own output. Closing this descriptor makes the JDK point it at `/dev/null`.
    private static void silenceStandardOutput() {
        System.out.flush();
        try {
            new FileOutputStream(FileDescriptor.out).close();
        } catch (IOException unsilenced) {
            // The line of the library appears; nothing else is affected.
        }
    }

    static String sentence(String loaderMessage) {
        String reason = loaderMessage.replaceFirst("^\\S+\\.so: ", "");
        return "cannot load the WebRTC library: " + reason + "; on Debian: apt-get install " + DEBIAN_PACKAGES;
    }

    /// Returns the set in which the library's own loader looks before it unpacks.
    @SuppressWarnings("unchecked")
    private static Set<String> loadedNames() throws ReflectiveOperationException {
        Field names = NativeLoader.class.getDeclaredField("LOADED_LIB_SET");
        names.setAccessible(true);
        return (Set<String>) names.get(null);
    }

    private void loadFile() throws IOException {
        Path file = cache == null ? null : cached(cache);
        if (file != null) {
            System.load(file.toString());
            return;
        }
        Path temporary = Files.createTempFile("aegis-webrtc", ".so");
        try {
            unpack(temporary);
            System.load(temporary.toString());
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /// @return null when the cache directory cannot be used
    private static @Nullable Path cached(Path cache) throws IOException {
        try {
            Path directory = cache.toAbsolutePath();
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PRIVATE));
            if (!isOurs(directory)) {
                return null;
            }
            Path file = directory.resolve(contentName());
            if (!isWhole(file)) {
                unpackInto(directory, file);
            }
            return file;
        } catch (IOException | UnsupportedOperationException unusable) {
            return null;
        }
    }

    private static void unpackInto(Path directory, Path file) throws IOException {
        Path part = Files.createTempFile(directory, "unpacking", ".so");
        try {
            unpack(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Whether only this user can write the file. Otherwise another user could make this program run
    /// other code.
    private static boolean isOurs(Path path) throws IOException {
        var others = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        return !others.contains(PosixFilePermission.GROUP_WRITE)
                && !others.contains(PosixFilePermission.OTHERS_WRITE)
                && Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    private static boolean isWhole(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && isOurs(file)
                && Files.size(file) == entry().getSize();
    }

    /// Returns a file name with the checksum from the jar, which identifies the content without reading it.
    private static String contentName() throws IOException {
        JarEntry entry = entry();
        return "libwebrtc-java-%08x-%d.so".formatted(entry.getCrc(), entry.getSize());
    }

    private static JarEntry entry() throws IOException {
        URLConnection connection = resource().openConnection();
        if (connection instanceof JarURLConnection jar) {
            jar.setUseCaches(false);
            try (var file = jar.getJarFile()) {
                JarEntry entry = jar.getJarEntry();
                if (entry != null) {
                    return entry;
                }
                throw new IOException(file.getName() + " has no native library");
            }
        }
        throw new IOException("the native library is not in a jar");
    }

    private static void unpack(Path to) throws IOException {
        try (InputStream from = resource().openStream()) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static URL resource() throws IOException {
        String name = "lib" + NAME + "-linux-" + architecture() + ".so";
        URL found = NativeLoader.class.getClassLoader().getResource(name);
        if (found == null) {
            throw new IOException(name + " is not on the class path; this processor architecture is not supported");
        }
        return found;
    }

    private static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "arm64", "aarch64" -> "aarch64";
            default -> name;
        };
    }
}
