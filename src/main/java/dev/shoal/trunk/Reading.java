package dev.shoal.trunk;

import dev.shoal.run.PermanentFault;
import dev.shoal.run.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/// Reads entries for models.
final class Reading {
    private static final int MOST_LISTED = 20_000;
    private static final int MOST_TARGET = 10_000;

    private final ObjectReader reader;

    Reading(ObjectReader reader) {
        this.reader = reader;
    }

    Content content(RepoPath path, @Nullable RawEntry raw) {
        if (raw == null) {
            return new Content.Missing();
        }
        return switch (Entry.of(raw)) {
            case Entry.Directory directory -> new Content.Directory();
            case Entry.Submodule(CommitId commit) -> new Content.Submodule(commit);
            case Entry.Symlink(BlobId blob) -> new Content.Symlink(target(blob));
            case Entry.File(BlobId blob, boolean executable) -> file(path, blob);
        };
    }

    /// Where a symbolic link leads.
    String target(BlobId blob) {
        return size(blob.id()) > MOST_TARGET
                ? "[longer than any path]"
                : new String(bytes(blob.id()), StandardCharsets.UTF_8);
    }

    private Content file(RepoPath path, BlobId blob) {
        long size = size(blob.id());
        if (size > Trees.MOST_TEXT) {
            throw new Refused("path", "%s is too large to read: %d bytes".formatted(path, size));
        }
        byte[] bytes = bytes(blob.id());
        return Trees.isBinary(bytes)
                ? new Content.Binary(size)
                : new Content.Text(new String(bytes, StandardCharsets.UTF_8));
    }

    /// The bytes of a text file; refuses everything else.
    byte[] text(RepoPath path, @Nullable RawEntry raw) {
        return switch (content(path, raw)) {
            case Content.Text text when raw != null -> bytes(raw.id());
            case Content.Binary(long size) ->
                    throw refused(path, "is a binary file of %d bytes".formatted(size));
            case Content.Missing missing -> throw refused(path, "does not exist");
            case Content other -> throw refused(path, "is not a file");
        };
    }

    private static Refused refused(RepoPath path, String why) {
        return new Refused("path", path + " " + why);
    }

    List<Listed> list(RepoPath folder, @Nullable RawEntry raw, int depth) {
        if (raw == null || !raw.isTree()) {
            throw new Refused("path", "there is no folder '%s'".formatted(folder));
        }
        List<Listed> lines = new ArrayList<>();
        list(folder.isRoot() ? "" : folder + "/", raw.id(), depth, lines);
        return lines;
    }

    private void list(String prefix, ObjectId tree, int depth, List<Listed> lines) {
        for (var e : Level.read(reader, tree).entries().entrySet()) {
            if (lines.size() > MOST_LISTED) {
                return;
            }
            Entry entry = Entry.of(e.getValue());
            String path = prefix + Level.text(e.getKey());
            long size = entry instanceof Entry.File(BlobId blob, boolean x) ? size(blob.id()) : 0;
            lines.add(new Listed(path, entry.kind(), size));
            if (depth > 1 && entry instanceof Entry.Directory(TreeId below)) {
                list(path + "/", below.id(), depth - 1, lines);
            }
        }
    }

    long size(ObjectId blob) {
        try {
            return reader.getObjectSize(blob, Constants.OBJ_BLOB);
        } catch (IOException e) {
            throw new PermanentFault("can't read blob " + blob.name(), e);
        }
    }

    byte[] bytes(ObjectId blob) {
        try {
            return reader.open(blob, Constants.OBJ_BLOB).getCachedBytes(Trees.MOST_TEXT);
        } catch (IOException e) {
            throw new PermanentFault("can't read blob " + blob.name(), e);
        }
    }
}
