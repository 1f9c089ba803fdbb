package dev.aegis.espctl.remote;

import dev.aegis.espctl.project.BuildFolder;
import dev.aegis.firmware.Chip;
import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.bundle.FlashBundle;
import dev.aegis.firmware.bundle.FlashManifest;
import dev.aegis.firmware.bundle.FlasherArgs;
import dev.aegis.firmware.image.AppDescriptor;
import dev.aegis.firmware.image.ChipRevisions;
import dev.aegis.firmware.image.EspImage;
import dev.aegis.firmware.image.ImageReader;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes `build/manifest.json`, and on request `build/flash_bundle.tar.gz`, from the build's `flasher_args.json` and
/// the
/// files that were fetched.
final class FlashFiles {
    private final BuildOrder order;
    private final BuildListener listener;
    private final Path root;
    private final String manifest;
    private final String bundle;

    FlashFiles(BuildOrder order, BuildListener listener) {
        this.order = order;
        this.listener = listener;
        this.root = order.project().root();
        this.manifest = manifest(order.folder());
        this.bundle = bundle(order.folder());
    }

    static String manifest(BuildFolder folder) {
        return folder.file("manifest.json");
    }

    static String bundle(BuildFolder folder) {
        return folder.file("flash_bundle.tar.gz");
    }

    InstalledFiles write(List<InstalledFiles.File> files, TaskResult told, boolean changed) throws IOException {
        Optional<InstalledFiles.File> args = files.stream()
                .filter(file -> file.role() == Artifact.Role.FLASHER_ARGS)
                .findFirst();
        if (args.isEmpty()) {
            return new InstalledFiles(files, null, null, changed);
        }
        try {
            FlashManifest made = manifest(files, args.get(), told);
            replace(manifest, out -> out.write(made.json()));
            if (order.bundle()) {
                replace(bundle, out -> FlashBundle.write(made, order.folder().in(root), out));
            }
            return new InstalledFiles(files, manifest, order.bundle() ? bundle : null, changed);
        } catch (FirmwareException wrong) {
            listener.on(new BuildEvent.Note("no manifest was made: " + wrong.getMessage()));
            return new InstalledFiles(files, null, null, changed);
        }
    }

    private FlashManifest manifest(List<InstalledFiles.File> files, InstalledFiles.File args, TaskResult told)
            throws IOException {
        FlasherArgs flasher = FlasherArgs.read(Files.readAllBytes(root.resolve(args.path())));
        List<FlashManifest.Part> parts = new ArrayList<>();
        for (FlasherArgs.FlashFile flashed : flasher.files()) {
            InstalledFiles.File file = files.stream()
                    .filter(other -> other.path().equals(order.folder().file(flashed.path())))
                    .findFirst()
                    .orElseThrow(() -> new FirmwareException(
                            "flash_file_missing",
                            "flasher_args.json names " + flashed.path() + ", which did not come"));
            parts.add(new FlashManifest.Part(
                    flashed.path(), flashed.offset(), file.size(), file.sha256().hex()));
        }
        EspImage app = app(files);
        return FlashManifest.of(
                flasher,
                order.project().name(),
                version(app),
                told.idfVersion(),
                app == null ? null : app.revisions().and(bootloader(files)),
                parts);
    }

    /// Returns the application's image, if its checksums are right and it is for this chip.
    private @Nullable EspImage app(List<InstalledFiles.File> files) throws IOException {
        Optional<byte[]> app = content(files, Artifact.Role.FIRMWARE);
        Optional<Chip> chip = Chip.ofTarget(order.target());
        return app.isEmpty() || chip.isEmpty() ? null : ImageReader.readFor(app.get(), chip.get());
    }

    private ChipRevisions bootloader(List<InstalledFiles.File> files) throws IOException {
        return content(files, Artifact.Role.BOOTLOADER).map(ChipRevisions::of).orElse(ChipRevisions.ANY);
    }

    private Optional<byte[]> content(List<InstalledFiles.File> files, Artifact.Role role) throws IOException {
        for (InstalledFiles.File file : files) {
            if (file.role() == role) {
                return Optional.of(Files.readAllBytes(root.resolve(file.path())));
            }
        }
        return Optional.empty();
    }

    private static @Nullable String version(@Nullable EspImage app) {
        AppDescriptor descriptor = app == null ? null : app.descriptor();
        return descriptor == null || descriptor.version().isBlank() ? null : descriptor.version();
    }

    private void replace(String path, Content content) throws IOException {
        Path file = root.resolve(path);
        Path temporary = file.resolveSibling("." + file.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(temporary)) {
            content.write(out);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private interface Content {
        void write(OutputStream out) throws IOException;
    }
}
