package dev.shoal.sandbox;

import dev.shoal.run.Refused;
import dev.shoal.trunk.BlobId;
import dev.shoal.trunk.Entry;
import dev.shoal.trunk.Ignores;
import dev.shoal.trunk.RepoPath;
import dev.shoal.trunk.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Compares a folder with what is known of it. Ignored files that aren't known stay out, and so do
/// `.git` folders, sockets and the like, files over 100 MB, and names that no tree may have.
/// Nothing may change the folder meanwhile: see [Remains].
final class Scan {
    private static final long MOST_BYTES = 100_000_000;
    private static final long MOST_IGNORES = 1_000_000;

    private final Path root;
    private final Trees trees;
    private final Map<String, Checkout.Known> known;
    private final Notes notes;
    private final OptionalInt user;
    private final Ignores ignores = new Ignores();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> foldersOfKnown = new HashSet<>();
    private final Map<RepoPath, Optional<Entry>> changes = new HashMap<>();

    Scan(Path root, Trees trees, Map<String, Checkout.Known> known, Notes notes, OptionalInt user) {
        this.root = root;
        this.trees = trees;
        this.known = known;
        this.notes = notes;
        this.user = user;
    }

    /// What has to change in the tree; the notes tell which files were left out. Brings what is
    /// known up to date.
    Map<RepoPath, Optional<Entry>> changes() throws IOException {
        known.keySet().forEach(this::addFolders);
        folder("", root, false);
        List<String> gone = new ArrayList<>(known.keySet());
        gone.removeAll(seen);
        for (String path : gone) {
            known.remove(path);
            changes.put(new RepoPath(path), Optional.empty());
        }
        return changes;
    }

    private void addFolders(String path) {
        for (int slash = path.lastIndexOf('/');
                slash > 0;
                slash = path.lastIndexOf('/', slash - 1)) {
            if (!foldersOfKnown.add(path.substring(0, slash))) {
                return;
            }
        }
    }

    private void folder(String name, Path folder, boolean ignored) throws IOException {
        Folders.unlock(folder);
        readIgnores(name, folder);
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    folders.add(child);
                } else {
                    file(path(name, child), child, ignored);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        for (Path child : folders) {
            subfolder(path(name, child), child, ignored);
        }
    }

    private void readIgnores(String name, Path folder) throws IOException {
        Path gitignore = folder.resolve(".gitignore");
        if (Files.isRegularFile(gitignore, LinkOption.NOFOLLOW_LINKS)
                && isOurs(gitignore)
                && Files.size(gitignore) < MOST_IGNORES) {
            Folders.unlockFile(gitignore);
            ignores.add(name, Files.readAllBytes(gitignore));
        }
    }

    private static String path(String folder, Path child) {
        return (folder.isEmpty() ? "" : folder + "/") + child.getFileName();
    }

    private void subfolder(String path, Path folder, boolean parentIgnored) throws IOException {
        if (known.get(path) instanceof Checkout.Known(Entry.Submodule module, Stamp stamp)) {
            seen.add(path);
            return;
        }
        boolean ignored = parentIgnored || ignores.isIgnored(path, true);
        boolean git = folder.getFileName().toString().equalsIgnoreCase(".git");
        if (git || (ignored && !foldersOfKnown.contains(path))) {
            return;
        }
        if (isNamedWell(path, folder)) {
            folder(path, folder, ignored);
        }
    }

    private void file(String path, Path file, boolean parentIgnored) throws IOException {
        Checkout.Known old = known.get(path);
        if (old == null && (parentIgnored || ignores.isIgnored(path, false))) {
            return;
        }
        if (!isNamedWell(path, file)) {
            return;
        }
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isOther()) {
            return;
        }
        Stamp stamp = Stamp.of(file);
        if (old != null && old.stamp().equals(stamp)) {
            seen.add(path);
        } else {
            changed(path, file, attributes);
        }
    }

    /// What can't be taken over stays in the tree as it was.
    private void changed(String path, Path file, BasicFileAttributes attributes)
            throws IOException {
        Optional<RepoPath> name = name(path);
        if (name.isEmpty()) {
            return;
        }
        if (!isOurs(file)) {
            notes.leftOut(path, "it belongs to another user");
            seen.add(path);
        } else if (attributes.size() > MOST_BYTES) {
            notes.leftOut(path, "it is larger than 100 MB");
            seen.add(path);
        } else {
            Entry entry = entry(file, attributes);
            changed(name.get(), path, new Checkout.Known(entry, Stamp.of(file)));
        }
    }

    private void changed(RepoPath name, String path, Checkout.Known now) {
        Checkout.Known old = known.put(path, now);
        seen.add(path);
        if (old == null || !old.entry().equals(now.entry())) {
            changes.put(name, Optional.of(now.entry()));
        }
    }

    private Optional<RepoPath> name(String path) {
        try {
            return Optional.of(RepoPath.parse(path));
        } catch (Refused e) {
            notes.leftOut(path, String.valueOf(e.getMessage()));
            seen.add(path);
            return Optional.empty();
        }
    }

    private boolean isNamedWell(String path, Path file) {
        if (!Placing.isText(file.getFileName())) {
            notes.leftOut(path, "its name is not UTF-8");
            return false;
        }
        if (!Placing.isReachable(file)) {
            notes.leftOut(path, "its path is too long");
            return false;
        }
        return true;
    }

    /// A hard link may lead to a file that only we can read.
    private boolean isOurs(Path file) throws IOException {
        return user.isEmpty()
                || Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(user.getAsInt());
    }

    private Entry entry(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            byte[] target =
                    Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8);
            return new Entry.Symlink(trees.insert(target));
        }
        Folders.unlockFile(file);
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            BlobId blob = trees.insert(in, attributes.size());
            return new Entry.File(blob, isExecutable(file));
        }
    }

    private static boolean isExecutable(Path file) throws IOException {
        int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & 0100) != 0;
    }
}
