package dev.shoal.remote;

import dev.shoal.run.Refused;
import dev.shoal.trunk.Depot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/// Ends a fetch that brings more than this process has room for. Looks at the depot's folder each
/// time another thousand objects have come.
final class SizeGuard extends EmptyProgressMonitor {
    private static final int EVERY = 1_000;

    private final Path folder;
    private final long most;
    private int seen;

    SizeGuard(Depot depot, long most) {
        this.folder = depot.repository().getDirectory().toPath().resolve("objects");
        this.most = most;
    }

    @Override
    public void update(int completed) {
        seen += completed;
        if (seen >= EVERY) {
            seen = 0;
            check();
        }
    }

    private void check() {
        if (size() > most) {
            throw new Refused(
                    RemoteUrls.FIELD,
                    "repository is too large: its files need more than %d MB"
                            .formatted(most >> 20));
        }
    }

    private long size() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(SizeGuard::size).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
