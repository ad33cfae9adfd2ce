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
import java.util.OptionalInt;

/// A tree's files in a folder. Only what differs from the last time is written. No symbolic link is
/// ever followed: what is in the way of a folder is deleted first. Files whose names aren't UTF-8
/// stay in the tree and are not put on the disk.
final class Checkout {
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
    TreeId hashed(StringBuilder notes) throws IOException {
        tree = trees.apply(tree, new Scan(root, trees, known).changes(notes));
        return tree;
    }

    private void apply(Trees.Difference difference) {
        if (!difference.exactName()) {
            return;
        }
        try {
            Path path = root.resolve(difference.path());
            if (difference.after().isEmpty()) {
                Files.deleteIfExists(path);
                known.remove(difference.path());
                dropEmptyParents(parent(path));
            } else {
                makeParents(parent(path));
                Folders.delete(path);
                write(path, difference.after().get());
                known.put(difference.path(), new Known(difference.after().get(), Stamp.of(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path path, Entry entry) throws IOException {
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
                try (InputStream in = trees.open(blob)) {
                    Files.createSymbolicLink(
                            path, Path.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
                }
            }
            case Entry.Submodule submodule -> Files.createDirectory(path);
            case Entry.Directory directory ->
                    throw new IllegalStateException("not a file: " + path);
        }
        own(path);
    }

    private void makeParents(Path folder) throws IOException {
        if (folder.equals(root) || Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        makeParents(parent(folder));
        Files.deleteIfExists(folder);
        Files.createDirectory(folder);
        own(folder);
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

    private void own(Path path) throws IOException {
        if (user.isPresent()) {
            Files.setAttribute(path, "unix:uid", user.getAsInt(), LinkOption.NOFOLLOW_LINKS);
        }
    }
}
