package dev.shoal.sandbox;

import dev.shoal.trunk.BlobId;
import dev.shoal.trunk.Entry;
import dev.shoal.trunk.TreeId;
import dev.shoal.trunk.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// A tree's files in a folder. Only what differs from the last time is written. No symbolic link is
/// ever followed: what is in the way of a folder is deleted first. What a disk can't hold (see
/// [Placing]) stays in the tree and is not put there.
final class Checkout {
    private static final int MOST_TARGET = 4_000;

    private final Path root;
    private final Trees trees;
    private final OptionalInt user;
    private final Map<String, Known> known = new HashMap<>();
    private TreeId tree = TreeId.EMPTY;

    Checkout(Path root, Trees trees, OptionalInt user) {
        this.root = root;
        this.trees = trees;
        this.user = user;
    }

    /// A file as it was when last written or read.
    record Known(Entry entry, Stamp stamp) {}

    void become(TreeId wanted) throws IOException {
        try {
            trees.differences(tree, wanted, this::apply);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        tree = wanted;
    }

    /// The tree of the files as they are now.
    TreeId hashed(Notes notes) throws IOException {
        tree = trees.apply(tree, new Scan(root, trees, known, notes, user).changes());
        return tree;
    }

    private void apply(Trees.Difference difference) {
        Optional<Path> place = Placing.of(root, difference.path());
        if (!difference.exactName() || place.isEmpty()) {
            return;
        }
        try {
            Path path = place.get();
            known.remove(difference.path());
            if (difference.after().isEmpty()) {
                Folders.unlock(existing(parent(path)));
                Folders.delete(path);
                dropEmptyParents(parent(path));
            } else {
                makeParents(parent(path));
                Folders.delete(path);
                write(difference.path(), path, difference.after().get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, Path path, Entry entry) throws IOException {
        switch (entry) {
            case Entry.File(BlobId blob, boolean executable) -> {
                try (InputStream in = trees.open(blob)) {
                    Files.copy(in, path);
                }
                if (executable) {
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
            case Entry.Symlink(BlobId blob) -> {
                Optional<Path> target = target(blob);
                if (target.isEmpty()) {
                    return;
                }
                Files.createSymbolicLink(path, target.get());
            }
            case Entry.Submodule submodule -> Files.createDirectory(path);
            case Entry.Directory directory ->
                    throw new IllegalStateException("not a file: " + path);
        }
        Folders.own(path, user);
        known.put(name, new Known(entry, Stamp.of(path)));
    }

    private Optional<Path> target(BlobId blob) throws IOException {
        try (InputStream in = trees.open(blob)) {
            byte[] target = in.readNBytes(MOST_TARGET + 1);
            return target.length > MOST_TARGET
                    ? Optional.empty()
                    : Placing.target(new String(target, StandardCharsets.UTF_8));
        }
    }

    private void makeParents(Path folder) throws IOException {
        if (folder.equals(root) || Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Folders.unlock(folder);
            return;
        }
        makeParents(parent(folder));
        Files.deleteIfExists(folder);
        Files.createDirectory(folder);
        Folders.own(folder, user);
    }

    /// The nearest folder above that is there.
    private Path existing(Path folder) {
        Path at = folder;
        while (!at.equals(root) && !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
            at = parent(at);
        }
        return at;
    }

    private void dropEmptyParents(Path folder) throws IOException {
        Path at = folder;
        while (!at.equals(root) && Folders.isEmpty(at)) {
            Files.delete(at);
            at = parent(at);
        }
    }

    /// Everything here is below the root, so there is a parent.
    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }
}
