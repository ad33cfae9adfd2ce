package dev.shoal.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// `target/function.zip`.
final class Artifact {

    private final Path file;

    private Artifact(Path file) {
        this.file = file;
    }

    /// What this build packaged.
    static Artifact built() {
        Path file = Path.of(System.getProperty("shoal.package", "target/function.zip"));
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("nothing is packaged at " + file + ": make package");
        }
        return new Artifact(file.toAbsolutePath());
    }

    long size() throws IOException {
        return Files.size(file);
    }

    List<String> entries() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    boolean isNative() throws IOException {
        return entries().contains("bootstrap");
    }

    /// Puts its files into a folder, as Lambda does below `/var/task`.
    Path unpacked(Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                Path target = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip.getInputStream(entry), target);
                }
            }
        }
        folder.resolve("bootstrap").toFile().setExecutable(true);
        return folder;
    }
}
