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
import java.util.Set;

/// Compares a folder with what is known of it. Ignored files that aren't known stay out, and so do
/// `.git` folders, sockets and the like, and files over 100 MB.
final class Scan {
    private static final long MOST_BYTES = 100_000_000;

    private final Path root;
    private final Trees trees;
    private final Map<String, Checkout.Known> known;
    private final Ignores ignores = new Ignores();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> foldersOfKnown = new HashSet<>();
    private final Map<RepoPath, Optional<Entry>> changes = new HashMap<>();

    Scan(Path root, Trees trees, Map<String, Checkout.Known> known) {
        this.root = root;
        this.trees = trees;
        this.known = known;
    }

    /// What has to change in the tree; `notes` gets a line for each file left out. Brings what is
    /// known up to date.
    Map<RepoPath, Optional<Entry>> changes(StringBuilder notes) throws IOException {
        known.keySet().forEach(this::addFolders);
        folder("", root, false, notes);
        List<String> gone = new ArrayList<>(known.keySet());
        gone.removeAll(seen);
        for (String path : gone) {
            known.remove(path);
            changes.put(RepoPath.parse(path), Optional.empty());
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

    private void folder(String name, Path folder, boolean ignored, StringBuilder notes)
            throws IOException {
        Path gitignore = folder.resolve(".gitignore");
        if (Files.isRegularFile(gitignore, LinkOption.NOFOLLOW_LINKS)
                && Files.size(gitignore) < 1_000_000) {
            ignores.add(name, Files.readAllBytes(gitignore));
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                String path = (name.isEmpty() ? "" : name + "/") + child.getFileName();
                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    subfolder(path, child, ignored, notes);
                } else {
                    file(path, child, ignored, notes);
                }
            }
        }
    }

    private void subfolder(String path, Path folder, boolean parentIgnored, StringBuilder notes)
            throws IOException {
        if (known.get(path) instanceof Checkout.Known(Entry.Submodule module, Stamp stamp)) {
            seen.add(path);
            return;
        }
        boolean ignored = parentIgnored || ignores.isIgnored(path, true);
        boolean git = folder.getFileName().toString().equalsIgnoreCase(".git");
        if (!git && (!ignored || foldersOfKnown.contains(path))) {
            folder(path, folder, ignored, notes);
        }
    }

    private void file(String path, Path file, boolean parentIgnored, StringBuilder notes)
            throws IOException {
        Checkout.Known old = known.get(path);
        if (old == null && (parentIgnored || ignores.isIgnored(path, false))) {
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
            return;
        }
        Optional<RepoPath> name = name(path, notes);
        if (name.isEmpty()) {
            return;
        }
        if (attributes.size() > MOST_BYTES) {
            notes.append("[%s was left out: it is larger than 100 MB]\n".formatted(path));
            seen.add(path);
            return;
        }
        changed(name.get(), path, new Checkout.Known(entry(file, attributes), stamp));
    }

    private void changed(RepoPath name, String path, Checkout.Known now) {
        Checkout.Known old = known.put(path, now);
        seen.add(path);
        if (old == null || !old.entry().equals(now.entry())) {
            changes.put(name, Optional.of(now.entry()));
        }
    }

    private static Optional<RepoPath> name(String path, StringBuilder notes) {
        try {
            return Optional.of(RepoPath.parse(path));
        } catch (Refused e) {
            notes.append("[left out: %s]\n".formatted(e.getMessage()));
            return Optional.empty();
        }
    }

    private Entry entry(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            byte[] target =
                    Files.readSymbolicLink(file).toString().getBytes(StandardCharsets.UTF_8);
            return new Entry.Symlink(trees.insert(target));
        }
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
